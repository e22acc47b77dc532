> GET /ws/progress?jobId=csv-k2m9c41xqz
> Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
< 101
< Sec-WebSocket-Protocol: bookstrack-auth.6f1c0d0e-3a5b-4c8e-9f21-2b7d5e8a9c10
> {"action":"getJobStatus","jobId":"csv-k2m9c41xqz"}
< {"type":"progress","jobId":"csv-k2m9c41xqz","data":{"progress":0.5,"status":"Processing batch 5 of 10"}}
> {"action":"getJobStatus","jobId":"csv-k2m9c41xqz"}
< {"type":"complete","jobId":"csv-k2m9c41xqz","data":{"totalProcessed":4,"successful":3,"failed":1}}
< close 1000 Job completed
