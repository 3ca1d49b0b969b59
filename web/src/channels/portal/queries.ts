import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListOf, PortalConsent, PortalFileList, PortalSetting, PortalSettingInput } from '@zhiwei/contract'
import { api, upload } from '../../platform/index.ts'

const portal = ['portal-settings'] as const

export const usePortalSetting = () =>
  useQuery({ queryKey: [...portal, 'setting'], queryFn: ({ signal }) => api.get<PortalSetting>('/portal-settings', undefined, signal) })

export const useConsents = () =>
  useQuery({
    queryKey: [...portal, 'consents'],
    queryFn: ({ signal }) => api.get<ListOf<PortalConsent>>('/portal-consents', undefined, signal),
  })

export const useFilesShown = (caseId: string) =>
  useQuery({
    queryKey: ['cases', caseId, 'portal-files'],
    queryFn: ({ signal }) => api.get<PortalFileList>(`/cases/${caseId}/portal-files`, undefined, signal),
  })

export function useShowFile(caseId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: { fileId: string; shown: boolean }) => api.post(`/cases/${caseId}/portal-files`, input),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases', caseId, 'portal-files'] }),
  })
}

export function usePortalActs() {
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: portal })
  return {
    save: useMutation({ mutationFn: (setting: PortalSettingInput) => api.put<PortalSetting>('/portal-settings', setting), onSettled }),
    setLogo: useMutation({ mutationFn: (file: File) => upload<PortalSetting>('/portal-settings/logo', file), onSettled }),
    removeLogo: useMutation({ mutationFn: () => api.delete('/portal-settings/logo'), onSettled }),
    writeConsent: useMutation({ mutationFn: (texts: { zh: string; en: string }) => api.post('/portal-consents', texts), onSettled }),
  }
}
