"""A file that the browser is to save."""

from fastapi import Response

__all__ = ["attachment"]


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """The answer that carries a file.

    Parameters
    ----------
    content : of the file.
    name : under which it is saved; one of ours, plain letters only.
    media_type : what it is.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
