import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { ActDrawer, ActPanel, type OpenAct } from './acts/ActPanel.tsx'
import type { ComposerMode } from './case-context.ts'
import { CustomerColumn } from './customer/CustomerColumn.tsx'
import { NowColumn } from './now/NowColumn.tsx'
import { Composer, type Writing } from './story/Composer.tsx'
import { Story } from './story/Story.tsx'
import { useNarrow, useTwoColumns } from './use-narrow.ts'

export type Part = 'now' | 'story' | 'customer'
const parts: readonly Part[] = ['now', 'story', 'customer']

type Props = {
  part: Part
  onPart: (part: Part) => void
  writing: Writing
  onMode: (mode: ComposerMode) => void
  /** The words to be added stand in the composer now. */
  onTaken: () => void
  /** The act whose form is open. */
  act: OpenAct | null
  onActClosed: () => void
}

/** Who, what happened, what now: three columns side by side; on a small screen the story and one beside it; on a phone behind tabs. */
export function CaseColumns({ part, onPart, act, onActClosed, ...story }: Props) {
  const { t } = useTranslation('cases')
  const isNarrow = useNarrow()
  const hasTwoColumns = useTwoColumns()
  if (isNarrow)
    return (
      <div className="case-tabs">
        <Segmented<Part> block value={part} onChange={onPart} options={parts.map((value) => ({ value, label: t(`part.${value}`) }))} />
        {part === 'now' && (
          <div className="card case-side">
            <NowColumn />
          </div>
        )}
        {part === 'story' && <Middle {...story} />}
        {part === 'customer' && (
          <div className="card case-side">
            <CustomerColumn />
          </div>
        )}
        {act && <ActDrawer key={act.form} act={act} onClose={onActClosed} />}
      </div>
    )
  const now = (
    <>
      {act && <ActPanel key={act.form} act={act} onClose={onActClosed} />}
      <NowColumn isActing={act !== null} />
    </>
  )
  if (hasTwoColumns)
    return (
      <div className="case-columns is-two">
        <Middle {...story} />
        <aside className="card case-side" aria-label={t('part.now')}>
          {now}
          <CustomerColumn />
        </aside>
      </div>
    )
  return (
    <div className={`case-columns${act ? ' is-acting' : ''}`}>
      <aside className="card case-side" aria-label={t('part.customer')}>
        <CustomerColumn />
      </aside>
      <Middle {...story} />
      <aside className="card case-side" aria-label={t('part.now')}>
        {now}
      </aside>
    </div>
  )
}

function Middle({ writing, onMode, onTaken }: Pick<Props, 'writing' | 'onMode' | 'onTaken'>) {
  const { t } = useTranslation('cases')
  return (
    <section className="card case-middle" aria-label={t('part.story')}>
      <Story />
      <Composer writing={writing} onMode={onMode} onTaken={onTaken} />
    </section>
  )
}
