import { PlusOutlined } from '@ant-design/icons'
import type { WorkCalendar } from '@zhiwei/contract'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useFormat, useMay, useNow, useShippedName } from '../platform/index.ts'
import { Page, ProblemNotice, TableBones } from '../ui/index.ts'
import { Calculator } from './Calculator.tsx'
import { CalendarModal } from './CalendarModal.tsx'
import { HolidayYearModal } from './HolidayYearModal.tsx'
import { OwnDaysModal } from './OwnDaysModal.tsx'
import { useCalendars } from './queries.ts'
import { WeekCard } from './WeekCard.tsx'
import { YearView } from './YearView.tsx'
import './calendars.css'

type Open = { what: 'new' } | { what: 'edit' } | { what: 'year'; region: string; year: number } | { what: 'days'; date: string }

/** 工作日历: when the company works, so that every limit ends at the right minute; a year at a glance, and a calculator to try it. */
export function CalendarsPage() {
  const { t } = useTranslation('calendars')
  const mayManage = useMay('calendars:manage')
  const named = useShippedName()
  const calendars = useCalendars()
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<Open>()
  const thisYear = Number(useFormat().date(useNow()).slice(0, 4))
  const rows = calendars.data?.rows ?? []
  const calendar: WorkCalendar | undefined = rows.find(({ id }) => id === params.get('calendar')) ?? rows[0]
  const year = yearFrom(params.get('year')) ?? thisYear
  const go = (to: { calendar?: string; year?: number }) => {
    const next = { calendar: calendar?.id ?? '', year: String(year), ...to }
    setParams({ calendar: next.calendar, year: String(next.year) }, { replace: true })
  }
  const close = () => setOpen(undefined)
  const actions = mayManage && calendar && (
    <>
      <Button onClick={() => setOpen({ what: 'year', region: calendar.region ?? 'CN', year })}>{t('year.enter')}</Button>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ what: 'new' })}>
        {t('new')}
      </Button>
    </>
  )
  return (
    <Page title={t('title')} actions={actions}>
      <p className="meta">{t('hint')}</p>
      {calendars.isPending && <TableBones />}
      {calendars.isError && <ProblemNotice problem={calendars.error} onRetry={calendars.refetch} />}
      {calendar && (
        <>
          {rows.length > 1 && (
            <div className="calendar-choice">
              <Segmented
                aria-label={t('choose')}
                value={calendar.id}
                options={rows.map(({ id, name }) => ({ value: id, label: named(name) }))}
                onChange={(id) => go({ calendar: id })}
              />
            </div>
          )}
          <div className="calendar-layout">
            <YearView
              calendar={calendar}
              year={year}
              mayManage={mayManage}
              onYear={(next) => go({ year: next })}
              onEnter={(region) => setOpen({ what: 'year', region, year })}
              onDay={(date) => setOpen({ what: 'days', date })}
            />
            <div className="calendar-side">
              <Calculator key={calendar.id} calendar={calendar} />
              <WeekCard
                calendar={calendar}
                mayManage={mayManage}
                onEdit={() => setOpen({ what: 'edit' })}
                onRemoved={() => go({ calendar: rows[0]?.id ?? '' })}
              />
            </div>
          </div>
          {open?.what === 'new' && <CalendarModal like={calendar} onMade={({ id }) => go({ calendar: id })} onClose={close} />}
          {open?.what === 'edit' && <CalendarModal calendar={calendar} onClose={close} />}
          {open?.what === 'days' && <OwnDaysModal calendar={calendar} date={open.date} onClose={close} />}
          {open?.what === 'year' && (
            <HolidayYearModal region={open.region} year={open.year} onSaved={(saved) => go({ year: saved })} onClose={close} />
          )}
        </>
      )}
    </Page>
  )
}

function yearFrom(text: string | null): number | null {
  const year = Number(text)
  return Number.isInteger(year) && year >= 1900 && year <= 2200 ? year : null
}
