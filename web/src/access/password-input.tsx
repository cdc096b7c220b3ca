import { Button, Input, type InputProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface PasswordInputProps extends Omit<InputProps, 'type' | 'suffix' | 'autoComplete'> {
  /** Tells password managers whether to fill in or to propose one. */
  autoComplete: 'current-password' | 'new-password'
}

/** A password that can be looked at; antd's own has a switch that no keyboard reaches. */
export function PasswordInput(props: PasswordInputProps) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <Input
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      suffix={
        <Button
          type="text"
          size="small"
          className="cf-password-switch"
          aria-pressed={shown}
          aria-label={t('access.showPassword')}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? 'access.hide' : 'access.show')}
        </Button>
      }
    />
  )
}
