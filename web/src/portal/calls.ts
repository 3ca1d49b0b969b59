import type {
  PortalCase,
  PortalCodeSent,
  PortalComplaint,
  PortalDuplicate,
  PortalFiled,
  PortalSession,
  PortalSettings,
} from '@zhiwei/contract'
import { api } from '../platform/api.ts'
import { upload } from '../platform/upload.ts'
import { serverLanguage } from './draft/complaint.ts'
import type { ChosenFile } from './parts/chosen-file.ts'
import { preferencesNow } from './preferences.ts'

const query = () => ({ language: serverLanguage(preferencesNow().language) })

/** Everything the portal asks the server; the session of one case is a cookie the page never sees. */
export const calls = {
  settings: (tenant: string) => api.get<PortalSettings>('/portal/settings', { tenant, ...query() }),
  file: (complaint: PortalComplaint) => api.post<PortalFiled>('/portal/complaints', complaint),
  duplicate: (text: string, category: string) =>
    api.post<{ duplicate: PortalDuplicate | null }>('/portal/duplicates', { text, ...(category && { category }), ...query() }),
  sendCode: (tenant: string, number: string, contact: string) => api.post<PortalCodeSent>('/portal/codes', { tenant, number, contact }),
  lookUp: (tenant: string, number: string, code: string) => api.post<PortalSession>('/portal/lookups', { tenant, number, code }),
  endSession: () => api.delete('/portal/sessions/current', {}),
  caseNow: (signal?: AbortSignal) => api.get<PortalCase>('/portal/case', query(), signal),
  act: (act: CaseAct, body: object) => api.post<PortalCase>(`/portal/case/${act}`, body),
  /** 专属链接 again: the session is of its case. */
  openLink: (tenant: string, link: string) => api.post<PortalSession>('/portal/sessions', { tenant, link }),
  /** Under the chosen file's own id: sent twice, because the answer never came, it is kept once. */
  addFile: ({ id, file }: ChosenFile, onProgress: (ratio: number) => void) =>
    upload<{ id: string }>('/portal/case/files', file, { onProgress, idempotencyKey: id }),
}

export type CaseAct = 'messages' | 'confirmation' | 'rating' | 'reminders' | 'appeals' | 'withdrawal'
