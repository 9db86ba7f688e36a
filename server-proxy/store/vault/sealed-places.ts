/** A column that the vault seals. */
export type SealedColumn = {
  table: string
  column: string
  /** The column name in the place that its values are bound to. */
  place: string
  /** The table's primary key and its type. */
  key: string
  type: 'text' | 'uuid' | 'bigint'
  /** The column whose text is the `row` of the place. */
  row: string
}

const one = (table: string, name: string, key = 'id', type: SealedColumn['type'] = 'uuid', row = key) => ({
  table,
  column: `${name}_sealed`,
  place: name,
  key,
  type,
  row,
})

/** Every sealed column. A new one needs a line here, or its values do not follow a new data key. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { ...one('vault_keys', 'key', 'name', 'text'), place: 'key_sealed' },
  one('members', 'mobile', 'member_id', 'text'),
  one('members', 'contact', 'member_id', 'text'),
  one('members', 'note', 'member_id', 'text'),
  one('drafts', 'content'),
  one('drafts', 'title'),
  one('drafts', 'summary'),
  one('orders', 'people'),
  one('orders', 'platform'),
  one('orders', 'note'),
  one('sealed_orders', 'record', 'order_id'),
  one('sealed_openings', 'ground'),
  one('order_batches', 'order'),
  one('changes', 'order'),
  one('order_events', 'remark', 'id', 'bigint', 'order_id'),
  one('notifications', 'body', 'id', 'bigint', 'order_id'),
  one('payment_keys', 'secret'),
  one('partners', 'webhook_secret'),
  one('partner_keys', 'secret'),
  one('own_links', 'token', 'order_id'),
  one('links', 'token'),
  one('links', 'prefill'),
  one('links', 'reply'),
  one('links', 'note'),
  one('purchases', 'draft'),
  one('purchases', 'prefill'),
  one('trail_pieces', 'content'),
  one('trail_annexes', 'content', 'trail_id'),
  one('notice_robots', 'address'),
  one('notice_robots', 'secret'),
  one('notice_choices', 'mail', 'user_id'),
  one('totp_factors', 'secret', 'user_id'),
]
