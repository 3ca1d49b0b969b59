import { addressOf, answerOf } from './api.ts'
import { ProblemError } from './problem.ts'

/** Sends one file as multipart field `file`. XMLHttpRequest, because fetch tells no progress while sending (ratio 0–1). */
export function upload<Answer>(
  path: string,
  file: File,
  { onProgress, signal, idempotencyKey }: { onProgress?: (ratio: number) => void; signal?: AbortSignal; idempotencyKey?: string } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(path))
    request.setRequestHeader('accept', 'application/json')
    if (idempotencyKey) request.setRequestHeader('idempotency-key', idempotencyKey)
    request.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress?.(loaded / total)
    request.onerror = () => reject(new ProblemError({ code: 'UNREACHABLE' }))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    request.onload = () => {
      try {
        resolve(answerOf<Answer>(request.status, request.responseText, request.getResponseHeader('content-type')))
      } catch (problem) {
        reject(problem)
      }
    }
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}
