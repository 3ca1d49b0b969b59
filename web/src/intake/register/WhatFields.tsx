import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { InstantField, MoneyField } from '../../cases/index.ts'
import { CatalogueSelect } from '../../classification/index.ts'
import { numberText } from '../../platform/index.ts'
import { GrowingText } from '../../ui/index.ts'

const longestText = 20_000
/** The count of what is left shows from here on. */
const nearLimit = 18_000

/** What happened and what the customer wants; only the text is needed. */
export function WhatFields() {
  const { t } = useTranslation('intake')
  const text: string = Form.useWatch('text') ?? ''
  const channel: string | undefined = Form.useWatch('channel')
  const field = (name: string) => t(`register.field.${name}`)
  const left = longestText - text.length
  return (
    <section className="card register-what">
      <h2>{t('register.what')}</h2>
      <Form.Item
        name="text"
        label={field('text')}
        required
        extra={text.length >= nearLimit ? t('register.left', { count: left, shown: numberText(left) }) : undefined}
      >
        <GrowingText minRows={6} maxRows={18} maxLength={longestText} placeholder={t('register.textHint')} />
      </Form.Item>
      <div className="register-grid">
        <Form.Item name="subject" label={field('subject')}>
          <Input maxLength={300} placeholder={t('register.subjectHint')} />
        </Form.Item>
        <Form.Item name="category" label={field('category')}>
          <CatalogueSelect catalogue="categories" placeholder={t('register.categoryHint')} />
        </Form.Item>
        <Form.Item name="remedySought" label={field('remedySought')}>
          <Input maxLength={2000} />
        </Form.Item>
        <Form.Item name="amountFen" label={field('amountFen')}>
          <MoneyField />
        </Form.Item>
        <Form.Item name="product" label={field('product')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="node" label={field('node')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="region" label={field('region')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="receivedAt" label={field('receivedAt')}>
          <InstantField isPast placeholder={t('register.now')} />
        </Form.Item>
      </div>
      {channel === 'regulator' && <RegulatorFields />}
    </section>
  )
}

/** 监管转办: who sent it, under which number, until when they want a reply. */
function RegulatorFields() {
  const { t } = useTranslation('intake')
  const field = (name: string) => t(`register.field.${name}`)
  return (
    <>
      <h2>{t('register.regulator')}</h2>
      <div className="register-grid">
        <Form.Item name={['regulator', 'authority']} label={field('authority')} required>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name={['regulator', 'referenceNo']} label={field('referenceNo')} required>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name={['regulator', 'dueAt']} label={field('regulatorDueAt')}>
          <InstantField />
        </Form.Item>
      </div>
    </>
  )
}
