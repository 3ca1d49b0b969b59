import type { TextModel } from '@zhiwei/contract'
import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText, ratioText, sizeText } from '../../platform/index.ts'
import { ConfusionTable } from './ConfusionTable.tsx'
import { cardSays, championOf, confusionOf, isByRules, type Quality, qualityOf, sourcesOf, textOf } from './card.ts'
import { useHeadWord } from './use-head-word.ts'

/** 模型卡: data, licence, split, quality, confusion. */
export function ModelCard({ model, onClose }: { model: TextModel | undefined; onClose: () => void }) {
  const { t } = useTranslation('classification')
  const headWord = useHeadWord()
  return (
    <Drawer
      open={Boolean(model)}
      title={model && t(isByRules(model) ? 'models.howOf' : 'models.cardOf', { head: headWord(model) })}
      size={720}
      onClose={onClose}
      destroyOnHidden
    >
      {model && <Card model={model} />}
    </Drawer>
  )
}

function Card({ model }: { model: TextModel }) {
  const { t } = useTranslation('classification')
  const { card, origin, bytes } = model
  const quality = qualityOf(model)
  const confusion = confusionOf(card)
  const before = championOf(card)
  if (!card) return <p>{t(`models.cardPart.${origin === 'seeds' ? 'seeds' : isByRules(model) ? 'rules' : 'noCard'}`)}</p>
  const { putRight, putWrong } = card
  return (
    <div className="model-card">
      {origin !== 'tenant' && <Text part="what" value={card.method} />}
      <Part part="data">
        {origin === 'tenant' ? (
          <p>{t('models.cardPart.ownData', { shown: numberText(model.trainedOn ?? 0) })}</p>
        ) : (
          <>
            <p>{t('models.cardPart.shippedData')}</p>
            <Sources model={model} />
          </>
        )}
      </Part>
      {origin === 'tenant' ? (
        <Part part="split">
          <p>{t('models.cardPart.ownSplit', { shown: numberText(quality?.rows ?? 0) })}</p>
        </Part>
      ) : (
        <Text part="split" value={card.split} />
      )}
      {quality && (
        <Part part="metrics">
          <Metrics quality={quality} of={origin === 'tenant' ? 'tenant' : 'shipped'} />
          {typeof putRight === 'number' && typeof putWrong === 'number' && (
            <p className="meta">{t('models.cardPart.changes', { right: putRight, wrong: putWrong })}</p>
          )}
        </Part>
      )}
      {before && (
        <Part part="before">
          <Metrics quality={before} of="tenant" />
        </Part>
      )}
      {confusion && (
        <Part part="confusion">
          <ConfusionTable head={model.head} confusion={confusion} />
        </Part>
      )}
      <Text part="limits" value={card.limits} />
      {textOf(card.command) && (
        <Part part="command">
          <code>{textOf(card.command)}</code>
        </Part>
      )}
      {bytes !== null && (
        <Part part="bytes">
          <p className="figures">{sizeText(bytes)}</p>
        </Part>
      )}
    </div>
  )
}

function Part({ part, children }: { part: string; children: ReactNode }) {
  const { t } = useTranslation('classification')
  return (
    <section>
      <h3>{t(`models.cardPart.${part}`)}</h3>
      {children}
    </section>
  )
}

/** Cards are written in English; what the shipped ones say stands in Chinese beside them. */
function Text({ part, value }: { part: string; value: unknown }) {
  const { i18n } = useTranslation()
  const text = textOf(value)
  if (!text) return null
  const inChinese = i18n.language === 'zh-CN' ? cardSays[text] : undefined
  return (
    <Part part={part}>
      <p lang={inChinese ? 'zh-CN' : 'en'}>{inChinese ?? text}</p>
    </Part>
  )
}

function Sources({ model }: { model: TextModel }) {
  const { t } = useTranslation('classification')
  return (
    <table className="model-sources">
      <thead>
        <tr>
          <th scope="col">{t('models.cardPart.file')}</th>
          <th scope="col">{t('models.cardPart.licence')}</th>
          <th scope="col">{t('models.cardPart.used')}</th>
        </tr>
      </thead>
      <tbody>
        {sourcesOf(model.card).map(({ file, licence, trainedOn }) => (
          <tr key={file}>
            <td>{file}</td>
            <td>{licence}</td>
            <td className="figures">{trainedOn === null ? t('models.none') : numberText(trainedOn)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Metrics({ quality: { rows, accuracy, macroF1, ece, kappa }, of }: { quality: Quality; of: 'tenant' | 'shipped' }) {
  const { t } = useTranslation('classification')
  return (
    <>
      <dl className="model-metrics">
        <div>
          <dt>{t('models.accuracy')}</dt>
          <dd>{ratioText(accuracy)}</dd>
        </div>
        {macroF1 !== null && (
          <div>
            <dt>{t('models.macroF1')}</dt>
            <dd>{macroF1.toFixed(3)}</dd>
          </div>
        )}
        {kappa !== null && (
          <div>
            <dt>{t('models.kappa')}</dt>
            <dd>{kappa.toFixed(3)}</dd>
          </div>
        )}
        {ece !== null && (
          <div>
            <dt>{t('models.ece')}</dt>
            <dd>{ece.toFixed(3)}</dd>
          </div>
        )}
      </dl>
      <p className="meta">{t(`models.measuredOf.${of}`, { shown: numberText(rows) })}</p>
    </>
  )
}
