# A Windows machine for nothing but the kiosk (docs/it/lock-down.md). NOT YET RUN: read it first, try it on a machine with nothing on it.
# Windows 10/11 Enterprise, Education or IoT Enterprise; Windows PowerShell 5.1 as an administrator, after the kiosk is installed.
$ErrorActionPreference = 'Stop'
$account = 'kiosk'
$program = 'C:\Program Files\Mor Prom Kiosk\morprom-kiosk.exe'
if (-not (Test-Path $program)) { throw "the kiosk is not installed: $program" }

# 1. Shell Launcher and Keyboard Filter. Where Windows asks for a restart, restart and run this again.
$features = 'Client-EmbeddedShellLauncher', 'Client-KeyboardFilter'
$restart = $features | ForEach-Object { Enable-WindowsOptionalFeature -Online -FeatureName $_ -All -NoRestart } |
  Where-Object RestartNeeded
if ($restart) { Write-Host 'Restart the machine, then run this again.'; exit }

# 2. An account without rights; automatic sign-in is given to it by Sysinternals Autologon, which keeps the password encrypted.
if (-not (Get-LocalUser $account -ErrorAction SilentlyContinue)) {
  New-LocalUser $account -Password (Read-Host "password for $account" -AsSecureString) -PasswordNeverExpires | Out-Null
  Add-LocalGroupMember -SID 'S-1-5-32-545' -Member $account
}
$sid = (Get-LocalUser $account).SID.Value

# 3. The kiosk in place of the desktop; 0: it is started again whenever it ends. Everybody else keeps the desktop.
$shell = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'
$shell.SetDefaultShell('explorer.exe', 0) | Out-Null
try { $shell.RemoveCustomShell($sid) | Out-Null } catch { }
$shell.SetCustomShell($sid, "`"$program`"", $null, $null, 0) | Out-Null
$shell.SetEnabled($true) | Out-Null

# 4. Keys that lead out. Administrators are not filtered: sign in as one with Ctrl-Alt-Del at the sign-in screen.
$keys = 'Windows', 'Ctrl+Esc', 'Alt+F4', 'Alt+Tab', 'Ctrl+Alt+Del', 'Shift+Ctrl+Esc', 'Ctrl+Win+F', 'Win+L', 'Win+R', 'Win+U', 'Win+Enter'
Get-WmiObject -Namespace root\standardcimv2\embedded -Class WEKF_PredefinedKey | Where-Object { $keys -contains $_.Id } |
  ForEach-Object { $_.Enabled = $true; $_.Put() | Out-Null }
Get-WmiObject -Namespace root\standardcimv2\embedded -Class WEKF_Settings |
  Where-Object Name -eq 'DisableKeyboardFilterForAdministrators' | ForEach-Object { $_.Value = 'true'; $_.Put() | Out-Null }

# 5. Screen and machine never sleep.
foreach ($what in 'monitor-timeout-ac', 'standby-timeout-ac', 'hibernate-timeout-ac', 'disk-timeout-ac') { powercfg /change $what 0 }
# No suspension of USB, for reader and camera.
powercfg /setacvalueindex SCHEME_CURRENT 2a737441-1930-4402-8d77-b2bebba308a3 48e6b7a6-50f5-4782-a5d4-53bb8f07e226 0
powercfg /setactive SCHEME_CURRENT

# 6. Windows' own updates at 02:00 (4: install at the time that is laid down), and no restart while somebody is at work.
$policy = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate'
New-Item "$policy\AU" -Force | Out-Null
$values = @{ AUOptions = 4; ScheduledInstallDay = 0; ScheduledInstallTime = 2 }
foreach ($name in $values.Keys) { Set-ItemProperty "$policy\AU" $name $values[$name] -Type DWord }
Set-ItemProperty $policy SetActiveHours 1 -Type DWord
Set-ItemProperty $policy ActiveHoursStart 5 -Type DWord
Set-ItemProperty $policy ActiveHoursEnd 22 -Type DWord

Write-Host "Done. Now: BitLocker, automatic sign-in for $account, firmware password (docs/it/lock-down.md)."
