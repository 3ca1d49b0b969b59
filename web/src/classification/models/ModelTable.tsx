import type { TextModel } from '@zhiwei/contract'
import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText, ratioText, useFormat, useMay } from '../../platform/index.ts'
import { Instant } from '../../ui/index.ts'
import { isByRules, qualityOf, trainedOf, trainedOnOf } from './card.ts'
import { ServeModal } from './ServeModal.tsx'
import { useHeadWord } from './use-head-word.ts'

type Props = { rows: TextModel[]; onCard: (model: TextModel) => void }

/** Models with origin, date, size of training and quality; each with its card, earlier ones with the way back. */
export function ModelTable({ rows, onCard }: Props) {
  const { t } = useTranslation('classification')
  const [serving, setServing] = useState<TextModel>()
  const columns: TableColumnsType<TextModel> = [
    { title: t('models.name'), key: 'name', render: (_, model) => <Name model={model} /> },
    { title: t('models.version'), key: 'origin', responsive: ['md'], render: (_, model) => <Origin model={model} /> },
    { title: t('models.trained'), key: 'trained', width: 120, responsive: ['lg'], render: (_, model) => <Trained model={model} /> },
    { title: t('models.quality'), key: 'quality', responsive: ['sm'], render: (_, model) => <Quality model={model} /> },
    {
      title: <span className="out-of-sight">{t('models.acts')}</span>,
      key: 'acts',
      align: 'right',
      render: (_, model) => <Acts model={model} onCard={onCard} onServe={setServing} />,
    },
  ]
  return (
    <>
      <Table<TextModel> className="card" rowKey="id" columns={columns} dataSource={rows} pagination={false} />
      {serving && <ServeModal model={serving} onClose={() => setServing(undefined)} />}
    </>
  )
}

function Name({ model }: { model: TextModel }) {
  const { t } = useTranslation('classification')
  const headWord = useHeadWord()
  const { state, service } = model
  return (
    <span className="model-name">
      <strong>{headWord(model)}</strong>
      <span className="model-phone meta">
        <Origin model={model} /> <Quality model={model} />
      </span>
      {state === 'notBetter' && <span className="meta">{t('models.notBetter')}</span>}
      {service && (
        <span className="meta">
          {t('models.serviceSince')} <Instant at={service.at} />{' '}
          {service.by ? t('models.served', { who: service.by.name, reason: service.reason ?? '' }) : t('models.nightly')}
        </span>
      )}
    </span>
  )
}

function Origin({ model: { origin } }: { model: TextModel }) {
  const { t } = useTranslation('classification')
  return (
    <span className="model-origin" data-origin={origin} title={t(`models.originHint.${origin}`)}>
      {t(`models.origin.${origin}`)}
    </span>
  )
}

function Trained({ model }: { model: TextModel }) {
  const { t } = useTranslation('classification')
  const { date } = useFormat()
  const trained = trainedOf(model)
  const rows = trainedOnOf(model)
  if (!trained) return t('models.none')
  return (
    <span className="model-name figures">
      {trained.length > 10 ? date(trained) : trained}
      {rows !== null && (
        <span className="meta">
          {t(model.origin === 'tenant' ? 'models.cases' : 'models.rows', { count: rows, shown: numberText(rows) })}
        </span>
      )}
    </span>
  )
}

function Quality({ model }: { model: TextModel }) {
  const { t } = useTranslation('classification')
  const quality = qualityOf(model)
  if (!quality) return t('models.none')
  const { accuracy, macroF1, ece, kappa, rows } = quality
  const line = [
    `${t('models.accuracy')} ${ratioText(accuracy)}`,
    macroF1 !== null && `${t('models.macroF1')} ${macroF1.toFixed(2)}`,
    kappa !== null && `${t('models.kappa')} ${kappa.toFixed(2)}`,
  ]
  return (
    <span className="model-name figures">
      {line.filter(Boolean).join(' · ')}
      <span className="meta">
        {t(`models.measuredOf.${model.origin === 'tenant' ? 'tenant' : 'shipped'}`, { shown: numberText(rows) })}
        {ece !== null && ` · ${t('models.eceLine', { ece: ece.toFixed(3) })}`}
      </span>
    </span>
  )
}

type ActsProps = { model: TextModel; onCard: (model: TextModel) => void; onServe: (model: TextModel) => void }

function Acts({ model, onCard, onServe }: ActsProps) {
  const { t } = useTranslation('classification')
  const headWord = useHeadWord()
  const mayManage = useMay('text:manage')
  const { state, serviceable } = model
  return (
    <span className="model-acts">
      {mayManage && state !== 'inService' && serviceable && (
        <Button size="small" onClick={() => onServe(model)}>
          {t(state === 'earlier' ? 'models.rollback' : 'models.use')}
        </Button>
      )}
      {state !== 'inService' && !serviceable && <span className="meta">{t('models.noWeights')}</span>}
      <Button
        type="link"
        size="small"
        aria-label={t(isByRules(model) ? 'models.howOf' : 'models.cardOf', { head: headWord(model) })}
        onClick={() => onCard(model)}
      >
        {t(isByRules(model) ? 'models.how' : 'models.card')}
      </Button>
    </span>
  )
}
