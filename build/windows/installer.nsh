; What the NSIS installer takes besides its own switches (docs/it/install.md); electron-builder includes this file.
;   /PROVISIONING=FILE   puts the facility's file where the kiosk looks for it at its first start
;   /AUTOSTART=1         starts the kiosk when somebody signs in; 0 takes that back; left out, it stays as it is

!include LogicLib.nsh
!include FileFunc.nsh

!define KIOSK_DATA "$APPDATA\Mor Prom Kiosk"
!define KIOSK_PROVISIONING "${KIOSK_DATA}\kiosk.provisioning.json"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define RUN_NAME "Mor Prom Kiosk"

; Nothing is installed when the file is not there: a silent installation ends with 2.
!macro customInit
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PROVISIONING=" $R1
  ${IfNot} ${Errors}
  ${AndIfNot} ${FileExists} "$R1"
    MessageBox MB_OK|MB_ICONSTOP "There is no file $R1" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
!macroend

!macro customInstall
  ; With it $APPDATA is C:\ProgramData.
  SetShellVarContext all
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PROVISIONING=" $R1
  ${IfNot} ${Errors}
    CreateDirectory "${KIOSK_DATA}"
    CopyFiles /SILENT "$R1" "${KIOSK_PROVISIONING}"
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/AUTOSTART=" $R1
  ${IfNot} ${Errors}
    ${If} $R1 == "1"
      WriteRegStr HKLM "${RUN_KEY}" "${RUN_NAME}" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}"'
    ${Else}
      DeleteRegValue HKLM "${RUN_KEY}" "${RUN_NAME}"
    ${EndIf}
  ${EndIf}
!macroend

; A new version runs the old one's uninstaller: what was laid down stays then. The kiosk's data always does.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    SetShellVarContext all
    DeleteRegValue HKLM "${RUN_KEY}" "${RUN_NAME}"
    Delete "${KIOSK_PROVISIONING}"
    RMDir "${KIOSK_DATA}"
  ${EndIf}
!macroend
