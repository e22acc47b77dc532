// Generate unique session ID
const sessionId = crypto.randomUUID();

// Open SSE connection
const eventSource = new EventSource(`http://localhost:8080/stream/${sessionId}`);

eventSource.onmessage = (event) => {
  const data = JSON.parse(event.data);
  
  if (data.type === 'progress') {
    // Update progress bar
    updateProgressBar(data.progress);
    console.log(`Progress: ${data.progress}% - ${data.message}`);
  } else if (data.type === 'log') {
    // Display log message
    addLogMessage(data.message, data.level);
  }
};

eventSource.onerror = (error) => {
  console.error('SSE Error:', error);
  eventSource.close();
};

// Submit import request with same session ID
fetch('http://localhost:8080/file', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({
    url: 'https://example.com/file.dsv',
    file_extension: 'DSV',
    file_type: 'DEFINITION',
    meeting: 'meeting-123',
    session_id: sessionId
  })
})
.then(response => {
  if (response.ok) {
    console.log('Import started successfully');
  }
});

// Helper functions
function updateProgressBar(progress) {
  document.getElementById('progress-bar').style.width = `${progress}%`;
  document.getElementById('progress-text').textContent = `${progress.toFixed(1)}%`;
}

function addLogMessage(message, level) {
  const logEntry = document.createElement('div');
  logEntry.className = `log-${level}`;
  logEntry.textContent = `[${new Date().toLocaleTimeString()}] ${message}`;
  document.getElementById('log-container').appendChild(logEntry);
}
