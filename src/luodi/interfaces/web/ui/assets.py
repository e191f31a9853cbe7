"""Where style sheets and scripts are served from: collected, compressed, and named after their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files of the instance's home, which browsers may keep for ever.

    An instance whose files were never collected (tests, tools) serves them from the package under their plain names.
    """

    def stored_name(self, name: str) -> str:
        """The name with the hash of the content, once there are collected files."""
        return str(super().stored_name(name)) if self.hashed_files else name
