import { SetupError } from '../setup/index.ts';

const RUN_KEY = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run';

/** What was laid down once is found again by the installer of the next version. */
const PROPERTIES = `
    <Property Id="PROVISIONING" Secure="yes"/>
    <Property Id="AUTOSTART" Secure="yes">
      <RegistrySearch Id="FindAutostart" Root="HKLM" Key="${RUN_KEY}" Name="Mor Prom Kiosk" Type="raw"/>
    </Property>
`;

const FOLDER = `
      <Directory Id="CommonAppDataFolder">
        <Directory Id="KIOSKDATA" Name="Mor Prom Kiosk"/>
      </Directory>
`;

const COMPONENTS = `
      <Component Id="TakeProvisioning" Guid="1B0C3C0E-6A0B-4E57-9B55-4F0B0D7A1C11" Directory="KIOSKDATA" KeyPath="yes">
        <Condition>PROVISIONING</Condition>
        <CreateFolder/>
        <CopyFile Id="CopyProvisioning" SourceProperty="PROVISIONING" DestinationDirectory="KIOSKDATA" DestinationName="kiosk.provisioning.json"/>
        <RemoveFile Id="ForgetProvisioning" Name="kiosk.provisioning.json" On="uninstall"/>
      </Component>
      <Component Id="Autostart" Guid="7E2F7B9A-2D0F-4B8E-8C43-90B1D3A5E622">
        <Condition>AUTOSTART AND AUTOSTART &lt;&gt; "0"</Condition>
        <RegistryValue Root="HKLM" Key="${RUN_KEY}" Name="Mor Prom Kiosk" Type="string" Value="&quot;[APPLICATIONFOLDER]morprom-kiosk.exe&quot;" KeyPath="yes"/>
      </Component>
`;

/** What goes where in electron-builder's project: each before the one place that reads so. */
const INSERTED: readonly (readonly [before: RegExp, what: string])[] = [
  [/ *<Directory Id="TARGETDIR"/, PROPERTIES],
  [/(?<=<Directory Id="TARGETDIR" Name="SourceDir">)/, FOLDER],
  [/(?<=<ComponentGroup Id="ProductComponents"[^>]*>)/, COMPONENTS],
];

/**
 * The MSI's project with the properties that the NSIS installer takes, too: `PROVISIONING=FILE` and `AUTOSTART=1`.
 * @param wxs as electron-builder has written it (WiX)
 * @throws SetupError when it is not written as it was when this was made
 */
export function withProperties(wxs: string): string {
  return INSERTED.reduce((text, [before, what]) => {
    const place = before.exec(text);
    if (!place)
      throw new SetupError(
        `the MSI's project has no ${before.source}`,
        'electron-builder writes it differently now: look at native/package/msi-properties.ts.',
      );
    return text.slice(0, place.index) + what + text.slice(place.index);
  }, wxs);
}
