import { defineMessages } from '../../ui/language.tsx'

export const messages = defineMessages(
  {
    title: '登录',
    product: '爱购保 · 分销商门户',
    username: '用户名',
    password: '密码',
    signIn: '登录',
    language: '语言',
  },
  {
    title: 'Sign in',
    product: 'Aigobao · Distributor portal',
    username: 'Username',
    password: 'Password',
    signIn: 'Sign in',
    language: 'Language',
  },
)
