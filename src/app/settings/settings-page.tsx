// What can be set, where each value comes from, what is stored, and the way out with all of it.
import { RotateCcw } from 'lucide-react';
import { Link } from 'wouter';
import { describeAdapter } from '../../core/adapter.ts';
import {
  configurationFields,
  defaultConfiguration,
  type ConfigurationKey,
  type ConfigurationOrigin,
  type ResolvedConfiguration,
} from '../../core/configuration.ts';
import { fieldTexts } from '../../core/schema.ts';
import { IconButton } from '../shared/button.tsx';
import { resetSetting, setSetting, useAdapter, useSettings } from '../shared/engine.ts';
import { ErrorPanel } from '../shared/error-panel.tsx';
import { formatBytes } from '../../views/format.ts';
import { NumberField } from '../shared/number-field.tsx';
import { usePageTitle } from '../shared/page-title.ts';
import page from '../shared/page.module.css';
import { Select } from '../shared/select.tsx';
import { Switch } from '../shared/switch.tsx';
import { DataSection } from './data-section.tsx';
import styles from './settings.module.css';

export function SettingsPage() {
  usePageTitle('Settings');
  const { configuration, problems } = useSettings();
  return (
    <div className={page['page']}>
      {problems.map((problem) => (
        <ErrorPanel key={problem.message} title="A setting was refused" error={problem} />
      ))}
      <div className={page['columns']}>
        <div className={page['column']}>
          <section aria-labelledby="settings-look" className={page['section']}>
            <h2 id="settings-look">Look</h2>
            <Row name="theme" configuration={configuration}>
              <Choice
                name="theme"
                configuration={configuration}
                titles={{ system: 'As the system', light: 'Light', dark: 'Dark' }}
              />
            </Row>
            <Row name="motion" configuration={configuration}>
              <Choice
                name="motion"
                configuration={configuration}
                titles={{ system: 'As the system', reduced: 'Reduced' }}
              />
            </Row>
            <Row name="pictureMembers" configuration={configuration}>
              <NumberField
                label={textOf('pictureMembers').label}
                hideLabel
                integer
                minimum={100}
                maximum={2000}
                step={100}
                value={configuration.pictureMembers.value}
                onChange={(value) => void setSetting('pictureMembers', value)}
              />
            </Row>
          </section>
          <section aria-labelledby="settings-runs" className={page['section']}>
            <h2 id="settings-runs">Runs</h2>
            <Row name="path" configuration={configuration}>
              <Choice
                name="path"
                configuration={configuration}
                titles={{ auto: 'Automatic', gpu: 'Always the GPU', cpu: 'Always the CPU' }}
              />
            </Row>
            <Row name="checkpointSeconds" configuration={configuration}>
              <NumberField
                label={textOf('checkpointSeconds').label}
                hideLabel
                minimum={1}
                maximum={3600}
                unit="s"
                value={configuration.checkpointSeconds.value}
                onChange={(value) => void setSetting('checkpointSeconds', value)}
              />
            </Row>
            <Row name="wakeLock" configuration={configuration}>
              <Switch
                label={textOf('wakeLock').label}
                isOn={configuration.wakeLock.value}
                onChange={(value) => void setSetting('wakeLock', value)}
              />
            </Row>
            <AdapterLine />
          </section>
        </div>
        <DataSection />
      </div>
    </div>
  );
}

const originTitles: Record<ConfigurationOrigin, string> = {
  default: 'default',
  file: 'from the file',
  settings: 'set by you',
  url: 'from the address of this page',
  environment: 'from the environment',
};

interface RowProps {
  readonly name: ConfigurationKey;
  readonly configuration: ResolvedConfiguration;
  readonly children: React.ReactNode;
}

function Row({ name, configuration, children }: RowProps) {
  const { origin } = configuration[name];
  const { label, help } = textOf(name);
  return (
    <div className={styles['row']}>
      <div>
        <div className={styles['name']}>{label}</div>
        <div className={styles['help']}>{help}</div>
      </div>
      <div className={styles['control']}>{children}</div>
      <div className={styles['origin']}>
        <span>{originTitles[origin]}</span>
        {origin === 'settings' && (
          <IconButton
            icon={RotateCcw}
            size="small"
            label={`Reset to the default: ${String(defaultConfiguration[name])}`}
            onPress={() => void resetSetting(name)}
          />
        )}
      </div>
    </div>
  );
}

interface ChoiceProps<Key extends 'theme' | 'motion' | 'path'> {
  readonly name: Key;
  readonly configuration: ResolvedConfiguration;
  readonly titles: Readonly<Record<ResolvedConfiguration[Key]['value'], string>>;
}

function Choice<Key extends 'theme' | 'motion' | 'path'>({ name, configuration, titles }: ChoiceProps<Key>) {
  const { value } = configuration[name];
  return (
    <Select
      label={textOf(name).label}
      hideLabel
      value={value}
      options={Object.entries<string>(titles).map(([id, title]) => ({ id, title }))}
      onChange={(id) => {
        switch (name) {
          case 'theme':
            return void setSetting('theme', configurationFields.theme.parse(id));
          case 'motion':
            return void setSetting('motion', configurationFields.motion.parse(id));
          default:
            return void setSetting('path', configurationFields.path.parse(id));
        }
      }}
    />
  );
}

function AdapterLine() {
  const { report } = useAdapter();
  const binding = report?.limits['maxStorageBufferBindingSize'];
  return (
    <div className={styles['row']}>
      <div>
        <div className={styles['name']}>Adapter</div>
        <div className={styles['help']}>What the browser handed out, and its largest binding.</div>
      </div>
      <div className={styles['control']}>
        {!report
          ? '…'
          : report.available
            ? `${describeAdapter(report.adapter)}${binding ? `, ${formatBytes(binding)}` : ''}`
            : 'None: runs compute on the CPU'}
      </div>
      <div className={styles['origin']}>
        <Link href="/gpu">Look closer</Link>
      </div>
    </div>
  );
}

function textOf(name: ConfigurationKey): { readonly label: string; readonly help: string } {
  return fieldTexts.get(configurationFields[name]) ?? { label: name, help: '' };
}
