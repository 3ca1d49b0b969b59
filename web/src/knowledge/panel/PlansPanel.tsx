import { DownOutlined, UpOutlined } from '@ant-design/icons'
import type { SuggestedPlan } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { ratioText } from '../../platform/index.ts'
import { ProblemNotice, useProblemWords } from '../../ui/index.ts'
import { LawName } from '../Marks.tsx'
import { usePlanActs, useSuggestedPlans } from '../queries.ts'
import '../knowledge.css'

const shownFirst = 2

/** 适用预案: what to do and to say in a case like this one, why it is proposed, and whether it helped; a case worth keeping becomes a candidate. */
export function PlansPanel({ caseId, onSay }: { caseId: string; onSay?: ((words: string) => void) | undefined }) {
  const { t } = useTranslation('knowledge')
  const plans = useSuggestedPlans(caseId)
  const [isWhole, setWhole] = useState(false)
  if (plans.isPending) return null
  const rows = plans.data?.rows ?? []
  return (
    <section className="part kb-plans" aria-label={t('panel.plans')}>
      <h2>{t('panel.plans')}</h2>
      {plans.isError && <ProblemNotice problem={plans.error} onRetry={plans.refetch} />}
      {plans.data && rows.length === 0 && <p className="meta">{t('panel.noPlans')}</p>}
      <ul className="plain">
        {rows.slice(0, isWhole ? rows.length : shownFirst).map((plan, at) => (
          <li key={plan.id}>
            <Plan plan={plan} caseId={caseId} isFirst={at === 0} onSay={onSay} />
          </li>
        ))}
      </ul>
      {rows.length > shownFirst && (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('panel.fold') : t('panel.more', { count: rows.length - shownFirst })}
        </Button>
      )}
      {plans.data?.canPropose && <Propose caseId={caseId} />}
    </section>
  )
}

type PlanProps = { plan: SuggestedPlan; caseId: string; isFirst: boolean; onSay: ((words: string) => void) | undefined }

function Plan({ plan, caseId, isFirst, onSay }: PlanProps) {
  const { t } = useTranslation('knowledge')
  const [isOpen, setOpen] = useState(isFirst)
  return (
    <article className="kb-plan">
      <header>
        <Link to={`/knowledge/${plan.id}`}>{plan.title}</Link>
        <Button
          type="text"
          size="small"
          icon={isOpen ? <UpOutlined /> : <DownOutlined />}
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'panel.foldOf' : 'panel.openOf', { title: plan.title })}
          onClick={() => setOpen(!isOpen)}
        />
      </header>
      <p className="meta">{useWhy(plan)}</p>
      {isOpen && <PlanBody plan={plan} caseId={caseId} onSay={onSay} />}
    </article>
  )
}

function PlanBody({ plan, caseId, onSay }: Omit<PlanProps, 'isFirst'>) {
  const { t } = useTranslation('knowledge')
  const { text } = plan
  return (
    <>
      {plan.state === 'expiring' && <p className="kb-warn">{t('panel.expiring')}</p>}
      <ol className="kb-plan-steps">
        {text.steps.map((step) => (
          <li key={step.title}>
            <strong>{step.title}</strong>
            {step.who && <span className="meta"> {step.who}</span>}
            {step.detail && (
              <>
                <br />
                {step.detail}
              </>
            )}
          </li>
        ))}
      </ol>
      {text.script && <p className="kb-script">{text.script}</p>}
      {text.authority && <p className="meta">{t('panel.authority', { text: text.authority })}</p>}
      {plan.citations.length > 0 && (
        <ul className="plain meta kb-laws">
          {plan.citations.map((law) => (
            <li key={law.id}>
              <LawName law={law} />
            </li>
          ))}
        </ul>
      )}
      <Used plan={plan} caseId={caseId} />
      {text.script && onSay && (
        <Button size="small" onClick={() => onSay(text.script)}>
          {t('panel.say')}
        </Button>
      )}
    </>
  )
}

function useWhy({ reasons: { category, cause, words, similarity } }: SuggestedPlan) {
  const { t } = useTranslation('knowledge')
  const parts = [
    category && t(`panel.why.${category}`),
    cause && t('panel.why.cause'),
    words.length > 0 && t('panel.why.words', { words: words.slice(0, 3).join(t('comma')) }),
    similarity >= 0.05 && t('panel.why.similar', { share: ratioText(similarity) }),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** 用过 · 有帮助 · 没帮助: counted once a case. */
function Used({ plan, caseId }: { plan: SuggestedPlan; caseId: string }) {
  const { t } = useTranslation('knowledge')
  const { message } = App.useApp()
  const words = useProblemWords()
  const { use } = usePlanActs(caseId)
  const send = (helped: boolean | null) =>
    use.mutate({ entryId: plan.id, helped }, { onError: (error) => void message.error(words(error).title) })
  return (
    <p className="kb-used">
      {plan.here === null ? (
        <Button size="small" loading={use.isPending} aria-label={t('panel.useOf', { title: plan.title })} onClick={() => send(null)}>
          {t('panel.use')}
        </Button>
      ) : (
        ([true, false] as const).map((helped) => (
          <Button
            key={String(helped)}
            size="small"
            type={plan.here?.helped === helped ? 'primary' : 'default'}
            aria-pressed={plan.here?.helped === helped}
            onClick={() => send(helped)}
          >
            {t(helped ? 'panel.helped' : 'panel.notHelped')}
          </Button>
        ))
      )}
      <span className="meta">{plan.used > 0 && t('usedHelped', { used: plan.used, helped: plan.helped })}</span>
    </p>
  )
}

function Propose({ caseId }: { caseId: string }) {
  const { t } = useTranslation('knowledge')
  const navigate = useNavigate()
  const { message } = App.useApp()
  const words = useProblemWords()
  const { propose } = usePlanActs(caseId)
  return (
    <p>
      <Button
        size="small"
        loading={propose.isPending}
        onClick={() =>
          propose.mutate(undefined, {
            onSuccess: ({ id }) => {
              void message.success(t('panel.proposed'))
              void navigate(`/knowledge/${id}`)
            },
            onError: (error) => void message.error(words(error).detail ?? words(error).title),
          })
        }
      >
        {t('panel.propose')}
      </Button>
    </p>
  )
}
