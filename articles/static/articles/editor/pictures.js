// What the editor's blocks have to do with the library of pictures.
import { choosePictures } from "articles/library/chooser"
import { sendPicture } from "articles/library/transfer"
import { _ } from "articles/editor/texts"

// As readers of the article get them.
export const altOf = (image, desk) => image?.alts?.[desk.language()] || image?.alt
export const captionOf = (image, desk) => image?.captions?.[desk.language()] || image?.caption
export const nameOf = (image, desk) =>
  altOf(image, desk) || captionOf(image, desk) || image.name || _("Picture {id}", { id: image.id })

const choose = async (desk, options) => {
  const images = await choosePictures({ config: desk.library, nameOf: (item) => nameOf(item, desk), ...options })
  for (const image of images ?? []) desk.lookup.remember("images", image)
  return images
}

// Resolves to the picture that was chosen, or to null.
export const pickImage = async (desk) => (await choose(desk, { title: _("Choose a picture") }))?.[0] ?? null

// Resolves to the pictures that were chosen, in that order; none on Cancel. `taken` are the ids of
// those that are there already, `most` is how many there may be with these.
export const pickImages = async (desk, { taken = [], most = Infinity } = {}) =>
  (await choose(desk, { title: _("Choose pictures"), isMultiple: true, taken, most })) ?? []

// Sends a picture. Resolves to what the server knows of it; an Error says in words what is wrong.
export const uploadImage = async (desk, file) => {
  const image = await sendPicture(desk.library, file)
  desk.lookup.remember("images", image)
  return image
}
