import { ExperimentOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/index.ts'

export function NothingYet() {
  const { t } = useTranslation('classification')
  return <EmptyState icon={<ExperimentOutlined className="empty-mark" />} title={t('lab.empty.title')} detail={t('lab.empty.detail')} />
}

/** The findings in grey. */
export function LabBones() {
  const { t } = useTranslation('ui')
  return (
    <div className="lab-findings skeleton" role="status" aria-label={t('loading')}>
      {['a', 'b', 'c'].map((card) => (
        <div key={card} className="card bones">
          <div className="bone bone-label" />
          <div className="bone bone-row" />
          <div className="bone bone-row" />
        </div>
      ))}
    </div>
  )
}
