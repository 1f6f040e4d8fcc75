"""The diary as an HL7 FHIR R4 document, and back."""
