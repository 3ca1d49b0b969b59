import type { ChatSettings } from '@zhiwei/contract'

/** 出厂设置: closed until a company names its sites. Source: docs/rules/chat.md */
export const shippedSettings: ChatSettings = {
  isOpen: true,
  sites: [],
  isAlwaysOpen: false,
  unitId: null,
  greeting: {
    zh: '您好，请选择您要办的事，我们尽快为您接通。',
    en: 'Hello, please choose what you need; we will connect you as soon as we can.',
  },
  privacy: {
    zh: '会话内容会被保存，仅用于处理您的问题。请勿发送银行卡号、密码。',
    en: 'This talk is kept and used only to handle your matter. Please send no card numbers or passwords.',
  },
  automatic: null,
  complaintGroupId: null,
  openToAllMinutes: 2,
  urgentSignals: ['safety', 'selfHarm', 'vulnerable', 'regulator', 'media', 'legal', 'crowd'],
  silenceAskSeconds: 180,
  silenceEndSeconds: 60,
  staffAwaySeconds: 60,
  visitorGoneMinutes: 15,
  capacity: 3,
}
