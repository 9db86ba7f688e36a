/**
 * Earlier versions kept travellers in clear in this browser, in the storage that partners' frames share. They are
 * removed when any page of the portal starts.
 */
export function forgetTravellers(): void {
  try {
    localStorage.removeItem('remembered-travellers')
  } catch {
    // Storage may be blocked: then nothing was kept.
  }
}
