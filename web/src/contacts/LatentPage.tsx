import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useMay, useUrlState } from '../platform/index.ts'
import { EmptyState, LinkButton, Page, Pager, ProblemNotice, TableBones } from '../ui/index.ts'
import { ContactDrawer } from './latent/ContactDrawer.tsx'
import { ContactRows } from './latent/ContactRows.tsx'
import { Counts } from './latent/Counts.tsx'
import { LatentRows } from './latent/LatentList.tsx'
import { RulesModal } from './latent/RulesModal.tsx'
import { useContacts, useLatent, useLatentCounts, useLatentRules } from './queries.ts'
import './contacts.css'

const Place = z.object({
  part: z.enum(['latent', 'unsure', 'contacts']).default('latent'),
  state: z.enum(['open', 'waiting', 'inCare', 'left', 'heldOut', 'ended', 'all']).default('open'),
  channel: z.string().optional(),
  stage: z.string().optional(),
  product: z.string().optional(),
  node: z.string().optional(),
  customerId: z.string().optional(),
  saysComplaint: z.enum(['true', 'false']).optional(),
  arm: z.enum(['treated', 'capacity', 'holdout']).optional(),
  sort: z.enum(['newest', 'likely']).default('likely'),
  contact: z.string().optional(),
  cursor: z.string().optional(),
})
type Place = z.infer<typeof Place>
const channels = ['chat', 'hotline', 'survey', 'review', 'social', 'wechat', 'app', 'email', 'sms'] as const

/** 隐性客户: unhappy customers without a complaint, why we think so, and who calls them. */
export function LatentPage() {
  const { t } = useTranslation('contacts')
  const [place, setPlace] = useUrlState(Place)
  const [isRules, setRules] = useState(false)
  const counts = useLatentCounts()
  const rules = useLatentRules()
  const mayManage = useMay('warnings:manage')
  const mayRegister = useMay('contacts:register')
  const inForce = rules.data?.rows.find(({ state }) => state === 'inForce')?.definition
  const open = (contact: string | undefined) => setPlace({ ...place, contact })
  return (
    <Page
      title={t('latent.title')}
      extra={
        <Segmented
          value={place.part}
          aria-label={t('latent.parts')}
          onChange={(part) => setPlace(Place.parse({ part }))}
          options={(['latent', 'unsure', 'contacts'] as const).map((value) => ({ value, label: t(`part.${value}`) }))}
        />
      }
      actions={
        <>
          {mayRegister && <LinkButton to="/latent/import">{t('latent.import')}</LinkButton>}
          <LinkButton to="/care/effect">{t('latent.effect')}</LinkButton>
          {mayManage && inForce && <Button onClick={() => setRules(true)}>{t('rules.title')}</Button>}
        </>
      }
    >
      {counts.data && <Counts counts={counts.data} />}
      {place.part === 'latent' ? (
        <Latent place={place} setPlace={setPlace} onOpen={open} />
      ) : (
        <Contacts place={place} setPlace={setPlace} onOpen={open} />
      )}
      {place.contact && <ContactDrawer id={place.contact} onClose={() => open(undefined)} />}
      {isRules && inForce && <RulesModal rules={inForce} onClose={() => setRules(false)} />}
    </Page>
  )
}

type PartProps = { place: Place; setPlace: (next: Place) => void; onOpen: (contact: string) => void }

function Latent({ place, setPlace, onOpen }: PartProps) {
  const { t } = useTranslation('contacts')
  const { part: _part, contact: _contact, state, ...filter } = place
  const latent = useLatent({ ...filter, state: state === 'all' ? undefined : state })
  const rows = latent.data?.rows ?? []
  const set = (changes: Partial<Place>) => setPlace({ ...place, ...changes, cursor: undefined })
  return (
    <>
      <Filters place={place} set={set} />
      {latent.isPending && <TableBones />}
      {latent.isError && <ProblemNotice problem={latent.error} onRetry={latent.refetch} />}
      {latent.data && rows.length === 0 && (
        <EmptyState
          title={t('latent.emptyTitle')}
          detail={t('latent.emptyDetail')}
          action={<LinkButton to="/latent/import">{t('latent.import')}</LinkButton>}
        />
      )}
      {latent.data && rows.length > 0 && (
        <>
          <LatentRows rows={rows} onOpen={onOpen} />
          <Pager
            cursor={place.cursor}
            nextCursor={latent.data.nextCursor}
            total={latent.data.total}
            onChange={(cursor) => setPlace({ ...place, cursor })}
          />
        </>
      )}
    </>
  )
}

function Filters({ place, set }: { place: Place; set: (changes: Partial<Place>) => void }) {
  const { t } = useTranslation('contacts')
  return (
    <div className="latent-filters">
      <Select
        aria-label={t('filter.state')}
        value={place.state}
        onChange={(state) => set({ state })}
        options={Place.shape.state.unwrap().options.map((value) => ({ value, label: t(`filterState.${value}`) }))}
      />
      <Select
        aria-label={t('filter.stage')}
        placeholder={t('filter.stage')}
        allowClear
        value={place.stage ?? null}
        onChange={(stage) => set({ stage: stage ?? undefined })}
        options={['1', '2', '3', '4', '5'].map((value) => ({ value, label: `${value} ${t(`ui:stage.${value}`)}` }))}
      />
      <ChannelSelect value={place.channel} onChange={(channel) => set({ channel })} />
      <Select
        aria-label={t('filter.says')}
        placeholder={t('filter.says')}
        allowClear
        value={place.saysComplaint ?? null}
        onChange={(saysComplaint) => set({ saysComplaint: saysComplaint ?? undefined })}
        options={(['true', 'false'] as const).map((value) => ({ value, label: t(`filterSays.${value}`) }))}
      />
      <Select
        aria-label={t('filter.sort')}
        value={place.sort}
        onChange={(sort) => set({ sort })}
        options={(['likely', 'newest'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))}
      />
      {(place.product || place.node || place.customerId || place.arm) && (
        <Button type="text" onClick={() => set({ product: undefined, node: undefined, customerId: undefined, arm: undefined })}>
          {t('filter.clear', { what: place.product ?? place.node ?? (place.arm ? t(`arm.${place.arm}`) : t('filter.oneCustomer')) })}
        </Button>
      )}
    </div>
  )
}

function ChannelSelect({ value, onChange }: { value: string | undefined; onChange: (channel: string | undefined) => void }) {
  const { t } = useTranslation('contacts')
  return (
    <Select
      aria-label={t('filter.channel')}
      placeholder={t('filter.channel')}
      allowClear
      value={value ?? null}
      onChange={(channel) => onChange(channel ?? undefined)}
      options={channels.map((code) => ({
        value: code,
        label: code === 'survey' || code === 'review' ? t(`channel.${code}`) : t(`ui:channel.${code}`),
      }))}
    />
  )
}

function Contacts({ place, setPlace, onOpen }: PartProps) {
  const { t } = useTranslation('contacts')
  const { part, channel, customerId, cursor } = place
  const contacts = useContacts({ channel, customerId, cursor, ...(part === 'unsure' && { verdict: 'unsure' }) })
  const rows = contacts.data?.rows ?? []
  return (
    <>
      <div className="latent-filters">
        <ChannelSelect value={channel} onChange={(next) => setPlace({ ...place, channel: next, cursor: undefined })} />
      </div>
      {contacts.isPending && <TableBones />}
      {contacts.isError && <ProblemNotice problem={contacts.error} onRetry={contacts.refetch} />}
      {contacts.data && rows.length === 0 && <EmptyState title={t(`empty.${part}`)} detail={t(`emptyDetail.${part}`)} />}
      {contacts.data && rows.length > 0 && (
        <>
          <ContactRows rows={rows} label={t(`part.${part}`)} onOpen={onOpen} />
          <Pager
            cursor={cursor}
            nextCursor={contacts.data.nextCursor}
            total={contacts.data.total}
            onChange={(next) => setPlace({ ...place, cursor: next })}
          />
        </>
      )}
    </>
  )
}
