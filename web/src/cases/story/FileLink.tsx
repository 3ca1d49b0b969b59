import { PaperClipOutlined } from '@ant-design/icons'
import { addressOf, sizeText } from '../../platform/index.ts'
import { useCaseOnPage } from '../case-context.ts'

/** A file of the case to download. */
export function FileLink({ id }: { id: string }) {
  const { complaintCase } = useCaseOnPage()
  const file = complaintCase.files.find((one) => one.id === id)
  if (!file) return null
  return (
    <a href={addressOf(`/files/${file.id}`)} download={file.name} className="file-link">
      <PaperClipOutlined />
      <span>{file.name}</span>
      <span className="meta">{sizeText(file.sizeBytes)}</span>
    </a>
  )
}
