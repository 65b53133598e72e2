// How a picture is cut: the same rules as articles/pictures/crops.py, to the pixel.

// As Python rounds: what lies in the middle goes to the even neighbour.
export const round = (number) => {
  const down = Math.floor(number)
  const rest = number - down
  if (rest !== 0.5) return rest < 0.5 ? down : down + 1
  return down % 2 === 0 ? down : down + 1
}

const start = (focus, whole, part) => Math.min(Math.max(round(focus * whole - part / 2), 0), whole - part)

// [left, upper, right, lower] of the largest part in `ratio`, [across, down], with `focus`, [x, y]
// from 0 to 1, as near to its middle as the edges allow.
export const box = ([across, down], width, height, [x, y]) => {
  const wide = Math.min(width, Math.max(1, round((height * across) / down)))
  const high = Math.min(height, Math.max(1, round((width * down) / across)))
  const left = start(x, width, wide)
  const upper = start(y, height, high)
  return [left, upper, left + wide, upper + high]
}
