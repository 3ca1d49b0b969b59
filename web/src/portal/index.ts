// What the staff app shows of the portal: the drawings of categories, and the portal itself in a frame.
export { Picture } from './parts/Picture.tsx'
export { previewMark } from './preview-mark.ts'
