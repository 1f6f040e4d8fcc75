"""The app: pages for a phone or a desk, and the same answers as JSON. Local, private, without outside requests."""
