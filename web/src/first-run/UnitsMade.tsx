import { DownloadOutlined } from '@ant-design/icons'
import { Alert, App, Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadText } from '../platform/index.ts'
import { colon } from '../platform/punctuation.ts'
import { LinkButton, useProblemWords } from '../ui/index.ts'
import type { Made, MadePerson } from './use-make-units.ts'

/** 建好了: the first passwords, this once; and the way back. */
export function UnitsMade({ made, onUndo }: { made: Made; onUndo: () => Promise<void> }) {
  const { t } = useTranslation('first-run')
  const { message, modal } = App.useApp()
  const words = useProblemWords()
  const [isBusy, setBusy] = useState(false)
  const { units, people, refused } = made

  async function undo() {
    setBusy(true)
    try {
      await onUndo()
      void message.success(t('units.undone'))
    } catch (error) {
      void message.error(words(error).title)
    } finally {
      setBusy(false)
    }
  }
  const askToUndo = () =>
    modal.confirm({ title: t('units.undoTitle'), content: t('units.undoHint'), okText: t('units.undo'), onOk: () => undo() })

  return (
    <div className="first-run">
      <Alert type="success" showIcon className="problem" title={t('units.made', { units: units.length, people: people.length })} />
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="problem"
          title={t('units.refused', { count: refused.length })}
          description={refused.map(({ name, why }) => (
            <div key={name}>
              {name}
              {colon()}
              {why}
            </div>
          ))}
        />
      )}
      {people.length > 0 && (
        <section className="card wizard-part">
          <h2>{t('units.passwords')}</h2>
          <p className="meta">{t('units.passwordsHint')}</p>
          <Table<MadePerson>
            size="small"
            pagination={false}
            rowKey="id"
            scroll={{ x: 'max-content' }}
            dataSource={people}
            columns={[
              { title: t('units.name'), dataIndex: 'name' },
              { title: t('units.unit'), dataIndex: 'unit' },
              { title: t('units.username'), dataIndex: 'username' },
              { title: t('units.password'), dataIndex: 'password', render: (password: string) => <code>{password}</code> },
            ]}
          />
          <div className="wizard-acts">
            <Button icon={<DownloadOutlined />} onClick={() => downloadText(t('units.file'), sheetOf(people))}>
              {t('units.download')}
            </Button>
          </div>
        </section>
      )}
      <div className="wizard-acts">
        <LinkButton type="primary" to="/start">
          {t('goOn')}
        </LinkButton>
        <Button disabled={units.length + people.length === 0} loading={isBusy} onClick={askToUndo}>
          {t('units.undo')}
        </Button>
      </div>
    </div>
  )
}

/** With the mark by which Excel knows UTF-8. */
const sheetOf = (people: readonly MadePerson[]) =>
  `\uFEFF${people.map(({ unit, name, username, password }) => [unit, name, username, password].map(cell).join(',')).join('\r\n')}\r\n`
/** Quoted, and never a formula. */
const cell = (text: string) => `"${(/^[=+@-]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
