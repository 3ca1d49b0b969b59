/** Attribute of the frame in which the settings page shows the portal: settings not saved yet, as JSON. */
export const previewMark = 'data-portal-preview'
