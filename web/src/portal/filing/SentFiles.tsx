import { isProblem } from '../../platform/problem.ts'
import { calls } from '../calls.ts'
import { keepUnsent } from '../draft/kept-files.ts'
import type { ChosenFile } from '../parts/chosen-file.ts'
import { FilesSent } from '../parts/FilesSent.tsx'
import { useSending } from '../parts/use-sending.ts'
import { usePortal } from '../portal-context.ts'
import type { Sent } from './sent.ts'

/** Evidence of the complaint that was just filed; what has not arrived stays on the device, to be sent after a reload or another day. */
export function SentFiles({ sent, files }: { sent: Sent; files: readonly ChosenFile[] }) {
  const { tenant } = usePortal()
  const sending = useSending(files, {
    before: () => sessionOf(tenant, sent),
    onLeft: (left) => keepUnsent(tenant, sent, left),
  })
  return <FilesSent {...sending} />
}

/** Meanwhile another case may have been opened on this device: the link leads back to the one the files belong to. */
async function sessionOf(tenant: string, { number, link }: Sent) {
  const opened = await calls.caseNow().catch((problem: unknown) => {
    if (isProblem(problem, 'NOT_SIGNED_IN')) return undefined
    throw problem
  })
  if (opened?.number !== number) await calls.openLink(tenant, link.slice(link.lastIndexOf('/') + 1))
}
