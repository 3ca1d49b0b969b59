import { useMutation, useQuery } from '@tanstack/react-query'
import type { SecondFactorOn, SecondFactorStart } from '@zhiwei/contract'
import { Button, Form, Input, QRCode } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { api } from '../../platform/index.ts'
import { ProblemNotice, TableBones } from '../../ui/index.ts'

type Props = { onDone: (recoveryCodes: string[]) => void; onLeave: () => void }

/** Scan, type the first code. The secret is drawn here, no service sees it. */
export function SecondFactorSetUp({ onDone, onLeave }: Props) {
  const { t } = useTranslation('identity')
  const start = useQuery({
    queryKey: ['second-factor'],
    queryFn: () => api.post<z.infer<typeof SecondFactorStart>>('/sessions/current/second-factor'),
    // A secret of its own for each set-up, and none kept afterwards.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const confirm = useMutation({
    mutationFn: (code: string) => api.post<z.infer<typeof SecondFactorOn>>('/sessions/current/second-factor/confirmation', { code }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  })
  if (start.isPending) return <TableBones count={4} />
  if (start.isError) return <ProblemNotice problem={start.error} onRetry={start.refetch} />
  return (
    <div className="second-factor">
      {/* Black on white in both modes: many scanners refuse the inverse. */}
      <QRCode type="svg" value={start.data.uri} size={176} color="#000000" bgColor="#ffffff" aria-label={t('secondFactor.qr')} />
      <div>
        <ol>
          <li>{t('secondFactor.scan')}</li>
          <li>
            {t('secondFactor.orType')} <code>{groupsOf(start.data.secret)}</code>
          </li>
          <li>{t('secondFactor.thenCode')}</li>
        </ol>
        <Form<{ code: string }> requiredMark={false} layout="vertical" onFinish={({ code }) => confirm.mutate(code.replaceAll(/\s/g, ''))}>
          <Form.Item name="code" label={t('signIn.code')} rules={[{ required: true, whitespace: true, message: t('signIn.codeRequired') }]}>
            <Input className="figures second-factor-code" inputMode="numeric" autoComplete="one-time-code" maxLength={20} autoFocus />
          </Form.Item>
          {confirm.isError && <ProblemNotice problem={confirm.error} />}
          <div className="settings-acts">
            <Button type="primary" htmlType="submit" loading={confirm.isPending}>
              {t('secondFactor.confirm')}
            </Button>
            <Button onClick={onLeave}>{t('cancel')}</Button>
          </div>
        </Form>
      </div>
    </div>
  )
}

/** `JBSW Y3DP …`: readable for typing. */
const groupsOf = (secret: string) => secret.match(/.{1,4}/g)?.join(' ') ?? secret
