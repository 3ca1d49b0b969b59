import { addressOf, go } from '../address.ts'
import { isBegun } from '../draft/filing.ts'
import { Button } from '../parts/Button.tsx'
import { usePortal } from '../portal-context.ts'
import type { FilingState } from './use-filing.ts'

/** 草稿去向: says where the words are kept, throws them away, and keeps nothing on a device of several people. */
export function DraftNote({ filing, files, shared, isKept, share, startAnew }: FilingState) {
  const { tenant, t, say } = usePortal()
  const hasAny = isBegun(filing) || files.length > 0
  return (
    <aside className="draft-note" aria-label={t('draft.title')}>
      <p className="meta">{t(shared ? 'draft.shared' : isKept ? 'draft.kept' : 'draft.notKept')}</p>
      <div className="side-by-side">
        <Button look="quiet" aria-pressed={shared} onClick={() => share(!shared)}>
          {t(shared ? 'draft.ownDevice' : 'draft.sharedDevice')}
        </Button>
        {hasAny && (
          <Button
            look="quiet"
            onClick={() => {
              startAnew()
              say(t('draft.dropped'))
              go(addressOf({ tenant, page: 'new' }))
            }}
          >
            {t('draft.drop')}
          </Button>
        )}
      </div>
    </aside>
  )
}
