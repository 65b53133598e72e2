"""Files for the library's pages in Chromium, dropped on them or chosen."""

from base64 import b64encode

from tests.factories.images import picture_file

MAKE = """files => {
    const transfer = new DataTransfer();
    for (const {name, data, size} of files) {
        const codes = size ? size : [...atob(data)].map(letter => letter.charCodeAt(0));
        const bytes = new Uint8Array(codes);
        transfer.items.add(new File([bytes], name));
    }
    return transfer;
}"""


def png(name="harbour.png", *, size=(60, 40), colour="navy"):
    return {"name": name, "data": b64encode(picture_file(size=size, colour=colour).read()).decode()}


def zeros(name, size):
    """A file of so many bytes that is no picture."""
    return {"name": name, "size": size}


def drop(page, files, on="body"):
    """Drop ``files`` on the element, as a person does: over it first."""
    transfer = {"dataTransfer": page.evaluate_handle(MAKE, files)}
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event(on, event, transfer)


def drop_from_disk(page, paths, on="body"):
    """Drop what lies at ``paths`` in the middle of the element, as the browser's own event."""
    box = page.locator(on).first.bounding_box()
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    files = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    drag = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        drag.send("Input.dispatchDragEvent", {"type": kind, "data": files, **place})


def chosen(name="harbour.png", **how):
    """A file as ``set_input_files`` takes it."""
    return {"name": name, "mimeType": "image/png", "buffer": picture_file(**how).read()}
