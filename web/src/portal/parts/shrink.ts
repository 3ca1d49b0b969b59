// A phone's photo has 12 million pixels; what is on it can be read with 3.
const longestEdge = 2048
const worthShrinkingBytes = 800 * 1024
const quality = 0.84

/** The size within which a picture's longer edge is at most `longest`; never larger than it is. */
export function sizeWithin(width: number, height: number, longest = longestEdge) {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A large photo made smaller, upright and without its place and time of taking; what the browser cannot read goes as it is. */
export async function shrunk(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif|bmp)$/.test(file.type) || file.size < worthShrinkingBytes) return file
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const { width, height } = sizeWithin(bitmap.width, bitmap.height)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height)
    bitmap.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (!blob || blob.size >= file.size) return file
    return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' })
  } catch {
    return file
  }
}
