import type { FirstRun } from '@zhiwei/contract'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useSession } from '../platform/index.ts'
import { useSwitchTenant } from '../platform/session.ts'
import { useProblemWords } from '../ui/index.ts'
import { useAskForDemo } from './queries.ts'

const demoCode = 'demo'

/** 看演示公司: steps into it, or has it made; it never mixes with the company's own data. */
export function DemoPart({ demo }: { demo: FirstRun['demo'] }) {
  const { t } = useTranslation('first-run')
  const { tenant } = useSession()
  const { message } = App.useApp()
  const words = useProblemWords()
  const navigate = useNavigate()
  const change = useSwitchTenant()
  const ask = useAskForDemo()
  if (demo === null || tenant.demo) return null
  const onError = (error: unknown) => void message.error(words(error).title)
  return (
    <section className="first-demo card">
      <div className="first-words">
        <h2>{t('demo.title')}</h2>
        <p>{t(`demo.${demo}`)}</p>
      </div>
      {demo === 'there' && (
        <Button loading={change.isPending} onClick={() => change.mutate(demoCode, { onSuccess: () => void navigate('/'), onError })}>
          {t('demo.look')}
        </Button>
      )}
      {demo === 'making' && <Button loading>{t('demo.waiting')}</Button>}
      {demo === 'none' && (
        <Button loading={ask.isPending} onClick={() => ask.mutate(undefined, { onError })}>
          {t('demo.make')}
        </Button>
      )}
    </section>
  )
}
