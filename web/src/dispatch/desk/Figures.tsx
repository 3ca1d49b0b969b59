import type { DispatchSettings, DispatchStatistics } from '@zhiwei/contract'
import { App, InputNumber } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { api, numberText, queryClient, ratioText, useMay } from '../../platform/index.ts'
import { useProblemWords } from '../../ui/index.ts'

const unitsShown = 2

type Props = { figures: DispatchStatistics | undefined; settings: DispatchSettings | undefined }

/** 派单统计: how much comes back, how many units a case sees, and whose send-backs; its place is there before its figures. */
export function Figures({ figures, settings }: Props) {
  const { t } = useTranslation('dispatch')
  const { sendBackRatio, dispatched, movesPerCase, opened, decided } = told(t, figures)
  const troubled = (figures?.units ?? []).filter(({ sentBack }) => sentBack > 0).slice(0, unitsShown)
  return (
    <dl className="card desk-figures" aria-label={t('figures.title')} aria-busy={!figures}>
      <div>
        <dt>
          {t('figures.sendBackRatio')} <span className="meta">{t('figures.title')}</span>
        </dt>
        <dd title={dispatched}>{sendBackRatio}</dd>
        <dd className="meta">{dispatched}</dd>
      </div>
      <div>
        <dt>{t('figures.movesPerCase')}</dt>
        <dd>{movesPerCase}</dd>
      </div>
      <div>
        <dt>{t('figures.disputes')}</dt>
        <dd>{opened}</dd>
        <dd className="meta">{decided}</dd>
      </div>
      {troubled.length > 0 && (
        <div>
          <dt>{t('figures.units')}</dt>
          {troubled.map(({ unit, sendBackRatio, ...share }) => (
            <dd key={unit.id} className="meta" title={ofDispatched(t, share)}>
              {unit.name} {ratioText(sendBackRatio ?? 0)}
            </dd>
          ))}
        </div>
      )}
      {settings && <SendBackLimit settings={settings} />}
    </dl>
  )
}

type Counted = Pick<DispatchStatistics, 'dispatched' | 'sentBack'>
const ofDispatched = (t: TFunction<'dispatch'>, { dispatched, sentBack }: Counted) =>
  t('figures.of', { dispatched: numberText(dispatched), sentBack: numberText(sentBack) })

const coming = { sendBackRatio: '…', dispatched: '\u00a0', movesPerCase: '…', opened: '…', decided: '\u00a0' }
function told(t: TFunction<'dispatch'>, figures: DispatchStatistics | undefined): typeof coming {
  if (!figures) return coming
  const { sendBackRatio, movesPerCase, disputes } = figures
  return {
    sendBackRatio: sendBackRatio === null ? t('figures.none') : ratioText(sendBackRatio),
    dispatched: ofDispatched(t, figures),
    movesPerCase: movesPerCase === null ? t('figures.none') : movesPerCase.toFixed(2),
    opened: numberText(disputes.opened),
    decided: t('figures.decided', { decided: numberText(disputes.decided) }),
  }
}

/** 退单上限, for who may set it. */
function SendBackLimit({ settings }: { settings: DispatchSettings }) {
  const { t } = useTranslation('dispatch')
  const { message } = App.useApp()
  const words = useProblemWords()
  const mayChange = useMay('settings:manage')
  async function save(sendBackLimit: number | null) {
    if (sendBackLimit === null || sendBackLimit === settings.sendBackLimit) return
    try {
      await api.put('/dispatch-settings', { sendBackLimit, version: settings.version })
      void message.success(t('limit.saved'))
    } catch (error) {
      void message.error(words(error).title)
    }
    await queryClient.invalidateQueries({ queryKey: ['dispatch-settings'] })
  }
  return (
    <div>
      <dt>{t('limit.label')}</dt>
      <dd>
        {mayChange ? (
          <InputNumber
            key={settings.version}
            size="small"
            min={0}
            max={10}
            precision={0}
            aria-label={t('limit.label')}
            defaultValue={settings.sendBackLimit}
            onBlur={(event) => void save(Number(event.target.value))}
          />
        ) : (
          settings.sendBackLimit
        )}
      </dd>
      <dd className="meta">{t('limit.times')}</dd>
    </div>
  )
}
