import type { MailDetail } from '@zhiwei/contract'
import { Drawer, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { colon } from '../platform/punctuation.ts'
import { Instant, ProblemNotice } from '../ui/index.ts'
import { MailActs } from './MailActs.tsx'
import { useMail } from './queries.ts'

/** One mail: who wrote, why it waits, its words as text alone, and what can be done with it. */
export function MailDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('mails')
  const mail = useMail(id)
  return (
    <Drawer open onClose={onClose} size="large" title={mail.data?.subject || t('mail')}>
      {mail.isPending && <Skeleton active />}
      {mail.isError && <ProblemNotice problem={mail.error} onRetry={mail.refetch} />}
      {mail.data && <Shown mail={mail.data} onDone={onClose} />}
    </Drawer>
  )
}

function Shown({ mail, onDone }: { mail: MailDetail; onDone: () => void }) {
  const { t } = useTranslation('mails')
  const { reason, state, sender, account, receivedAt, authentication, threadCase, case: found, fileNames, text, quoted } = mail
  return (
    <article className="mail">
      <p className="mail-why">
        <strong>{reason ? t(`reason.${reason}`) : t(`state.${state}`)}</strong>
        {reason && <span className="meta">{t(`advice.${reason}`)}</span>}
      </p>
      <dl className="mail-facts">
        <dt>{t('field.sender')}</dt>
        <dd>{sender ?? t('noSender')}</dd>
        <dt>{t('field.account')}</dt>
        <dd>{account}</dd>
        <dt>{t('field.at')}</dt>
        <dd>
          <Instant at={receivedAt} />
        </dd>
        {authentication && (
          <>
            <dt>{t('field.authentication')}</dt>
            <dd>{t(`authentication.${authentication}`)}</dd>
          </>
        )}
        {(found ?? threadCase) && (
          <>
            <dt>{t(found ? 'field.case' : 'field.threadCase')}</dt>
            <dd>
              <Link to={`/cases/${(found ?? threadCase)?.id}`}>{(found ?? threadCase)?.number}</Link>
            </dd>
          </>
        )}
        {mail.decidedBy && (
          <>
            <dt>{t('field.decision')}</dt>
            <dd>
              {mail.decidedBy.name}
              {colon()}
              {mail.decisionReason}
            </dd>
          </>
        )}
        {fileNames.length > 0 && (
          <>
            <dt>{t('field.files')}</dt>
            <dd>{fileNames.join(t('comma'))}</dd>
          </>
        )}
      </dl>
      <MailActs mail={mail} onDone={onDone} />
      <section aria-label={t('words')}>
        {text === null ? <p className="meta">{t('unread')}</p> : <p className="mail-words">{text || t('empty.words')}</p>}
        {quoted && (
          <details>
            <summary>{t('quoted')}</summary>
            <p className="mail-words meta">{quoted}</p>
          </details>
        )}
      </section>
    </article>
  )
}
