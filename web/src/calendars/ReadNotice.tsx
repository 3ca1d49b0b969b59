import type { HolidayReading } from '@zhiwei/contract'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileDrop, ProblemNotice } from '../ui/index.ts'
import { readFile, readPasted } from './queries.ts'

/** 粘贴通知原文或表格: reads it and says what does not fit together. */
export function ReadNotice({ onRead }: { onRead: (reading: HolidayReading) => void }) {
  const { t } = useTranslation('calendars')
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [reading, setReading] = useState<HolidayReading>()
  const [problem, setProblem] = useState<unknown>()

  async function read(source: () => Promise<HolidayReading>) {
    setBusy(true)
    setProblem(undefined)
    setReading(undefined)
    try {
      const answer = await source()
      setReading(answer)
      if (answer.holidays.length > 0) onRead(answer)
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="calendar-read">
      <label htmlFor="calendar-paste">{t('read.paste')}</label>
      <Input.TextArea
        id="calendar-paste"
        rows={4}
        maxLength={20_000}
        value={text}
        placeholder={t('read.placeholder')}
        onChange={({ target }) => setText(target.value)}
      />
      <div className="calendar-read-acts">
        <Button disabled={text.trim() === ''} loading={isBusy} onClick={() => void read(() => readPasted(text))}>
          {t('read.read')}
        </Button>
        <FileDrop
          accept=".xlsx,.csv"
          maxBytes={2 * 1024 * 1024}
          title={t('read.file')}
          hint={t('read.fileHint')}
          onFiles={([file]) => file && void read(() => readFile(file))}
        />
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {reading && <ReadResult reading={reading} />}
    </section>
  )
}

function ReadResult({ reading: { year, holidays, problems } }: { reading: HolidayReading }) {
  const { t } = useTranslation('calendars')
  const days = holidays.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1, 0)
  const makeUpDays = holidays.reduce((sum, holiday) => sum + holiday.makeUpDays.length, 0)
  return (
    <Alert
      type={problems.length > 0 ? 'warning' : 'success'}
      showIcon
      title={t(holidays.length > 0 ? 'read.found' : 'read.nothing', { year: year ?? '?', holidays: holidays.length, days, makeUpDays })}
      description={
        problems.length > 0 && (
          <ul>
            {problems.map(({ line, detail }) => (
              <li key={`${line} ${detail}`}>{line === null ? detail : t('read.atLine', { line, detail })}</li>
            ))}
          </ul>
        )
      }
    />
  )
}
