import { render } from 'preact';
import { App } from './app.tsx';
import { Gallery } from './gallery.tsx';
import { createPage } from './state/page.ts';
import './styles/theme.css';
import './styles/layout.css';
import './styles/sidebar.css';
import './styles/messages.css';
import './styles/blocks.css';
import './styles/tables.css';
import './styles/forms.css';
import './styles/composer.css';
import './styles/panel.css';
import './styles/dialogs.css';

const root = document.getElementById('page');
const page = createPage();
const user = new URLSearchParams(location.search).get('user') ?? undefined;
if (root)
  render(location.pathname === '/gallery' ? <Gallery page={page} /> : <App page={page} firstUser={user} />, root);
