import type { NameListRow } from '@zhiwei/contract'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText, useMay } from '../../platform/index.ts'
import { comma } from '../../platform/punctuation.ts'
import { FormModal, Instant, ProblemNotice, TableBones } from '../../ui/index.ts'
import { linesOfNames, namesOfLines, oddName } from './lines.ts'
import { useNames, useSetNames } from './queries.ts'

const shown = 12

/** 产品与地点名单: what the company calls its things; found in complaints as entities. */
export function Names() {
  const { t } = useTranslation('classification')
  const lists = useNames()
  const [edited, setEdited] = useState<NameListRow>()
  return (
    <section>
      <h2>{t('names.title')}</h2>
      <p className="meta">{t('names.hint')}</p>
      {lists.isPending && <TableBones />}
      {lists.isError && <ProblemNotice problem={lists.error} onRetry={lists.refetch} />}
      <div className="name-lists">
        {lists.data?.rows.map((list) => (
          <List key={list.kind} list={list} onEdit={() => setEdited(list)} />
        ))}
      </div>
      {edited && <Editor list={edited} onClose={() => setEdited(undefined)} />}
    </section>
  )
}

function List({ list: { kind, names, changedAt, changedBy }, onEdit }: { list: NameListRow; onEdit: () => void }) {
  const { t } = useTranslation('classification')
  const mayManage = useMay('text:manage')
  const rest = names.length - shown
  return (
    <section className="card name-list" aria-label={t(`names.kind.${kind}`)}>
      <header>
        <h3>
          {t(`names.kind.${kind}`)} <span className="meta figures">{numberText(names.length)}</span>
        </h3>
        {mayManage && (
          <Button size="small" aria-label={t('names.editOf', { kind: t(`names.kind.${kind}`) })} onClick={onEdit}>
            {t('names.edit')}
          </Button>
        )}
      </header>
      {names.length === 0 && <p className="meta">{t('names.none')}</p>}
      <ul className="chips">
        {names.slice(0, shown).map(({ name, aliases }) => (
          <li key={name} className="chip" title={aliases.join(comma()) || undefined}>
            {name}
          </li>
        ))}
        {rest > 0 && <li className="meta">{t('names.more', { shown: numberText(rest) })}</li>}
      </ul>
      {changedAt && (
        <p className="meta">
          {changedBy?.name} <Instant at={changedAt} />
        </p>
      )}
    </section>
  )
}

function Editor({ list: { kind, names, version }, onClose }: { list: NameListRow; onClose: () => void }) {
  const { t } = useTranslation('classification')
  const { message } = App.useApp()
  const set = useSetNames()
  async function fitting(_rule: unknown, lines: string) {
    const name = oddName(lines ?? '')
    if (name) throw new Error(t('names.odd', { name }))
  }
  async function submit({ lines }: { lines: string }) {
    const { names: kept } = await set.mutateAsync({ kind, names: namesOfLines(lines ?? ''), version })
    void message.success(t('names.saved', { count: kept.length, shown: numberText(kept.length) }))
  }
  return (
    <FormModal
      open
      title={t('names.editOf', { kind: t(`names.kind.${kind}`) })}
      okText={t('save')}
      width={640}
      initialValues={{ lines: linesOfNames(names) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="lines" label={t(`names.kind.${kind}`)} extra={t('names.how')} rules={[{ validator: fitting }]}>
        <Input.TextArea autoSize={{ minRows: 8, maxRows: 20 }} placeholder={t(`names.example.${kind}`)} />
      </Form.Item>
    </FormModal>
  )
}
