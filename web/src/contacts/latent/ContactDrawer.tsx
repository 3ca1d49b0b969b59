import { App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberText } from '../../platform/index.ts'
import { PageSkeleton, ProblemNotice, ReasonModal, useProblemWords } from '../../ui/index.ts'
import { Conversation } from '../Conversation.tsx'
import { decideContact, useContact, useRefresh } from '../queries.ts'
import { useContactWords } from '../use-words.ts'

/** 一次联络: what was said, why the customer is thought unhappy, and a person's word on it. */
export function ContactDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  return (
    <Drawer open title={t('drawer.title')} size={innerWidth < 720 ? '100%' : 560} onClose={onClose}>
      <Content id={id} />
    </Drawer>
  )
}

function Content({ id }: { id: string }) {
  const { t } = useTranslation('contacts')
  const contact = useContact(id)
  const words = useContactWords()
  if (contact.isPending) return <PageSkeleton shape="detail" />
  if (contact.isError) return <ProblemNotice problem={contact.error} onRetry={contact.refetch} />
  const { data } = contact
  return (
    <>
      <p className="talk-head">
        {data.customer ? (
          <Link to={`/customers/${data.customer.id}`}>{data.customer.name || t('unnamed')}</Link>
        ) : (
          <span>{t('anonymous')}</span>
        )}
        {data.verdict && <span className="latent-verdict">{t(`verdict.${data.verdict}`)}</span>}
        {data.caseId && <Link to={`/cases/${data.caseId}`}>{t('toCase')}</Link>}
      </p>
      <Conversation contact={data} />
      <section>
        <h3>{t('drawer.why')}</h3>
        <ul className="latent-why">
          {data.reasons
            .filter(({ code }) => code !== 'base')
            .map((reason) => (
              <li key={reason.code}>
                <span>{words.reason(reason)}</span>
                <span className="figures">{`${reason.weight > 0 ? '+' : ''}${numberText(reason.weight, 2)}`}</span>
              </li>
            ))}
        </ul>
        <p className="meta">{t('drawer.points')}</p>
      </section>
      {data.can.judge && <Judge id={id} />}
    </>
  )
}

function Judge({ id }: { id: string }) {
  const { t } = useTranslation('contacts')
  const { message } = App.useApp()
  const problemWords = useProblemWords()
  const refresh = useRefresh()
  const [isAsking, setAsking] = useState(false)
  async function tag() {
    try {
      await decideContact(id, 'latent')
      await refresh()
    } catch (error) {
      message.error(problemWords(error).title)
    }
  }
  return (
    <p className="latent-acts">
      <Button type="primary" onClick={() => void tag()}>
        {t('drawer.isLatent')}
      </Button>
      <Button onClick={() => setAsking(true)}>{t('drawer.isNot')}</Button>
      <ReasonModal
        open={isAsking}
        title={t('drawer.isNot')}
        okText={t('drawer.isNot')}
        onConfirm={async (reason) => {
          await decideContact(id, 'dismissed', reason)
          await refresh()
        }}
        onClose={() => setAsking(false)}
      />
    </p>
  )
}
