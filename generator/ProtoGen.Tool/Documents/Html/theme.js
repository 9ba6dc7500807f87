try {
  const theme = localStorage.getItem('protogen-theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* A page without storage follows the system. */ }
