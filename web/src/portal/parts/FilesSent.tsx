import { usePortal } from '../portal-context.ts'
import { Button } from './Button.tsx'
import type { useSending } from './use-sending.ts'

/** 附件: sent after the complaint, one by one; what failed can be sent again. */
export function FilesSent({ sentCount, ratio, isBusy, failed, again, count }: ReturnType<typeof useSending>) {
  const { t } = usePortal()
  return (
    <section className="card" aria-live="polite">
      {isBusy && (
        <>
          <p>{t('sent.files.sending', { at: sentCount + 1, of: count })}</p>
          <progress value={sentCount + ratio} max={count} aria-label={t('sent.files.title')} />
        </>
      )}
      {!isBusy && failed.length === 0 && <p>{t('sent.files.done', { count })}</p>}
      {!isBusy && failed.length > 0 && (
        <>
          <p className="wrong">{t('sent.files.failed', { count: failed.length })}</p>
          <ul className="meta">
            {failed.map(({ file, why }) => (
              <li key={file.id}>
                {file.file.name}：{why}
              </li>
            ))}
          </ul>
          <Button onClick={again}>{t('sent.files.again')}</Button>
        </>
      )}
    </section>
  )
}
