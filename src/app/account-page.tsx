import { OwnNotices } from '../features/notices/own-notices.tsx'
import { AccountPage } from '../features/session/account-page.tsx'

/** The user's own account: password, mail and sessions. */
export const Component = () => (
  <AccountPage>
    <OwnNotices />
  </AccountPage>
)
