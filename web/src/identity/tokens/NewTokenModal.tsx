import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Permission, TokenInput, TokenMade } from '@zhiwei/contract'
import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { api } from '../../platform/index.ts'
import { FormModal } from '../../ui/index.ts'
import { PermissionPicker } from '../PermissionPicker.tsx'

type Values = { name: string; permissions: Permission[]; days: number }

const lifetimesDays = [30, 90, 365, 0]
const dayMs = 86_400_000

export function NewTokenModal({ onMade, onClose }: { onMade: (token: string) => void; onClose: () => void }) {
  const { t } = useTranslation('identity')
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: (input: z.infer<typeof TokenInput>) => api.post<z.infer<typeof TokenMade>>('/tokens', input),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  })
  async function submit({ name, permissions, days }: Values) {
    const expiry = days > 0 ? { expiresAt: new Date(Date.now() + days * dayMs).toISOString() } : {}
    const { token } = await make.mutateAsync({ name, permissions, ...expiry })
    onMade(token)
  }
  return (
    <FormModal<Values>
      open
      width={760}
      title={t('tokens.new')}
      okText={t('tokens.create')}
      initialValues={{ permissions: [], days: 365 }}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="role-fields">
        <Form.Item
          name="name"
          label={t('field.name')}
          extra={t('tokens.nameHint')}
          rules={[{ required: true, whitespace: true, message: t('tokens.nameRequired') }]}
        >
          <Input maxLength={60} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="days" label={t('tokens.lifetime')}>
          <Select
            options={lifetimesDays.map((days) => ({
              value: days,
              label: days > 0 ? t('tokens.days', { count: days }) : t('tokens.noExpiry'),
            }))}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="permissions"
        label={t('field.permissions')}
        extra={t('tokens.permissionHint')}
        rules={[{ required: true, type: 'array', min: 1, message: t('tokens.permissionRequired') }]}
      >
        <PermissionPicker />
      </Form.Item>
    </FormModal>
  )
}
