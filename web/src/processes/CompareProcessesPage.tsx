import type { Process, ProcessStep } from '@zhiwei/contract'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useFormat, useShippedName } from '../platform/index.ts'
import { EmptyState, LinkButton, Page, PageSkeleton, ProblemNotice } from '../ui/index.ts'
import { type Part, pairsOf, parts, type StepPair, sameRule } from './differences.ts'
import { StateTag } from './ProcessGroup.tsx'
import { useProcess } from './queries.ts'
import { useStepWords } from './use-step-words.ts'
import './processes.css'
import { comma } from '../platform/punctuation.ts'

/** 对比版本: two versions side by side, the differences marked in words and colour. */
export function CompareProcessesPage() {
  const { t } = useTranslation('processes')
  const [params] = useSearchParams()
  const one = useProcess(params.get('a') ?? '')
  const other = useProcess(params.get('b') ?? '')
  const crumbs = [{ label: t('title'), to: '/settings/processes' }]
  const failed = [one, other].find(({ isError }) => isError)
  if (!params.get('a') || !params.get('b'))
    return (
      <Page title={t('compareTitle')} breadcrumbs={crumbs}>
        <EmptyState
          title={t('compareNone')}
          detail={t('compareNoneDetail')}
          action={<LinkButton to="/settings/processes">{t('tabs.versions')}</LinkButton>}
        />
      </Page>
    )
  if (failed)
    return (
      <Page title={t('compareTitle')} breadcrumbs={crumbs}>
        <ProblemNotice problem={failed.error} onRetry={failed.refetch} />
      </Page>
    )
  if (!one.data || !other.data) return <PageSkeleton shape="detail" />
  return (
    <Page title={t('compareTitle')} breadcrumbs={crumbs}>
      <Compared before={one.data} after={other.data} />
    </Page>
  )
}

function Compared({ before, after }: { before: Process; after: Process }) {
  const { t } = useTranslation('processes')
  const words = useStepWords()
  const [isShort, setShort] = useState(false)
  const pairs = pairsOf(before.steps, after.steps)
  const isRuleSame = sameRule(before.followUp, after.followUp)
  const count = pairs.filter(({ difference }) => difference !== 'same').length + (isRuleSame ? 0 : 1)
  const shown = isShort ? pairs.filter(({ difference }) => difference !== 'same') : pairs
  return (
    <>
      <div className="compare-head">
        <strong role="status">{count === 0 ? t('identical') : t('differences', { count })}</strong>
        <Checkbox checked={isShort} onChange={({ target }) => setShort(target.checked)}>
          {t('onlyDifferent')}
        </Checkbox>
      </div>
      <div className="flow-frame">
        <table className="compare-table card">
          <thead>
            <tr>
              <th scope="col">{t('document.step')}</th>
              <VersionHead process={before} />
              <VersionHead process={after} />
            </tr>
          </thead>
          <tbody>
            {shown.map((pair) => (
              <tr key={pair.act}>
                <th scope="row">
                  {words.step(pair.act)}
                  <span className="difference" data-difference={pair.difference}>
                    {t(`difference.${pair.difference}`)}
                  </span>
                </th>
                <StepCell pair={pair} step={pair.before} no={numberOf(before.steps, pair)} />
                <StepCell pair={pair} step={pair.after} no={numberOf(after.steps, pair)} />
              </tr>
            ))}
            {!(isShort && isRuleSame) && (
              <tr>
                <th scope="row">
                  {t('followUp.title')}
                  <span className="difference" data-difference={isRuleSame ? 'same' : 'changed'}>
                    {t(`difference.${isRuleSame ? 'same' : 'changed'}`)}
                  </span>
                </th>
                {[before, after].map(({ id, followUp }) => (
                  <td key={id} className={isRuleSame ? '' : 'is-different'}>
                    {words.followUp(followUp)}
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </>
  )
}

const numberOf = (steps: readonly ProcessStep[], { act }: StepPair) => steps.findIndex((step) => step.act === act) + 1

function VersionHead({ process }: { process: Process }) {
  const { t } = useTranslation('processes')
  const named = useShippedName()
  const { instant } = useFormat()
  const words = useStepWords()
  const { id, title, state, effectiveFrom, category } = process
  return (
    <th scope="col">
      <Link to={`/settings/processes/${id}`}>{named(title)}</Link> <StateTag state={state} />
      <div className="meta">
        {words.category(category)}
        {state !== 'draft' && ` · ${t('document.effective')} ${instant(effectiveFrom)}`}
      </div>
    </th>
  )
}

function StepCell({ pair, step, no }: { pair: StepPair; step: ProcessStep | null; no: number }) {
  const { t } = useTranslation('processes')
  const words = useStepWords()
  if (!step) return <td>—</td>
  const isWhole = pair.difference === 'added' || pair.difference === 'removed'
  const read: Record<Part, string> = {
    when: words.when(step),
    inOrder: t(step.inOrder ? 'orderOf.in' : 'orderOf.any'),
    who: words.who(step),
    fields: step.fields.length > 0 ? step.fields.map(words.field).join(comma()) : '—',
    limit: `${words.limit(step)}${step.limit?.watched ? ` · ${t('watched')}` : ''}`,
    guidance: step.guidance ?? '—',
  }
  return (
    <td className={isWhole ? 'is-different' : ''}>
      <dl>
        <dt>{t('document.no')}</dt>
        <dd className={pair.difference === 'moved' ? 'is-different' : ''}>{no}</dd>
        {parts.map((part) => (
          <Line key={part} label={t(part)} text={read[part]} isDifferent={pair.changed.includes(part)} />
        ))}
      </dl>
    </td>
  )
}

function Line({ label, text, isDifferent }: { label: string; text: string; isDifferent: boolean }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className={isDifferent ? 'is-different' : ''}>{isDifferent ? <mark className="is-different">{text}</mark> : text}</dd>
    </>
  )
}
