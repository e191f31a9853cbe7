"""Views of the assessment: rankings and colours, schemes, adjustments and marks."""
