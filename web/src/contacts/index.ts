/** 联络: latent complainants, care tasks, their effect. The customer page shows a customer's contacts with the component here. */

export { ContactsBehind } from './ContactsBehind.tsx'
export { CustomerContacts } from './CustomerContacts.tsx'
export { LastContacts } from './LastContacts.tsx'
export { ContactDrawer } from './latent/ContactDrawer.tsx'
export { useContactWords } from './use-words.ts'
