"""Recordings with known truth: EMG, motion and video in which every twitch was put there on purpose."""
