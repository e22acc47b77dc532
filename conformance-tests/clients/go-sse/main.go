// An app on github.com/tmaxmax/go-sse. Environment and output are those of ../app.mjs.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tmaxmax/go-sse"
)

type fields map[string]any

var mediaTypes = map[string][2]string{"imports": {"file", "text/csv"}, "scans": {"photos", "image/jpeg"}}

func main() {
	base, file, pipeline := os.Getenv("BASE_URL"), os.Getenv("SAMPLE_FILE"), os.Getenv("PIPELINE")
	if pipeline == "" {
		pipeline = "imports"
	}
	if _, known := mediaTypes[pipeline]; base == "" || file == "" || !known && pipeline != "enrichments" {
		fmt.Fprintln(os.Stderr, "Set BASE_URL and SAMPLE_FILE, and PIPELINE to one of imports, enrichments, scans.")
		os.Exit(2)
	}
	if err := importAll(strings.TrimRight(base, "/")+"/api/v2/"+pipeline, pipeline, file); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func importAll(home, pipeline, file string) error {
	job, err := create(home, pipeline, file)
	if err != nil {
		return err
	}
	stream, err := resolve(home, job["sseUrl"].(string))
	if err != nil {
		return err
	}
	end, err := follow(stream)
	if err != nil {
		return err
	}
	if end != "completed" {
		return fmt.Errorf("the job ended as %s", end)
	}
	results, err := answer(http.Get(fmt.Sprintf("%s/%s/results", home, job["jobId"])))
	if err != nil {
		return err
	}
	tell("results", fields{"body": results})
	return nil
}

func create(home, pipeline, file string) (map[string]any, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	body, contentType, err := form(pipeline, file, content)
	if err != nil {
		return nil, err
	}
	created, err := answer(http.Post(home, contentType, body))
	if err != nil {
		return nil, err
	}
	job, ok := created["data"].(map[string]any)
	if !ok {
		return nil, errors.New("the create answer has no data")
	}
	tell("accepted", fields{"jobId": job["jobId"], "sseUrl": job["sseUrl"]})
	return job, nil
}

func form(pipeline, file string, content []byte) (io.Reader, string, error) {
	body := &bytes.Buffer{}
	if pipeline == "enrichments" {
		barcodes := strings.Fields(string(content))
		return body, "application/json", json.NewEncoder(body).Encode(fields{"barcodes": barcodes})
	}
	kind := mediaTypes[pipeline]
	writer := multipart.NewWriter(body)
	header := textproto.MIMEHeader{}
	header.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, kind[0], filepath.Base(file)))
	header.Set("Content-Type", kind[1])
	part, err := writer.CreatePart(header)
	if err != nil {
		return nil, "", err
	}
	if _, err := part.Write(content); err != nil {
		return nil, "", err
	}
	return body, writer.FormDataContentType(), writer.Close()
}

func resolve(home, reference string) (string, error) {
	base, err := url.Parse(home)
	if err != nil {
		return "", err
	}
	resolved, err := base.Parse(reference)
	if err != nil {
		return "", err
	}
	return resolved.String(), nil
}

// follow returns the name of the event that ended the job, or why the library gave up.
func follow(stream string) (string, error) {
	background, stop := context.WithCancel(context.Background())
	defer stop()
	request, err := http.NewRequestWithContext(background, http.MethodGet, stream, http.NoBody)
	if err != nil {
		return "", err
	}
	end := ""
	client := sse.Client{OnRetry: func(cause error, delay time.Duration) {
		tell("error", fields{"message": fmt.Sprintf("%v; comes back in %v", cause, delay), "status": 0})
	}}
	connection := client.NewConnection(request)
	connection.SubscribeToAll(func(event sse.Event) {
		tell("event", fields{"name": event.Type, "id": event.LastEventID, "data": event.Data})
		switch event.Type {
		case "completed", "failed", "canceled":
			end = event.Type
			stop()
		}
	})
	err = connection.Connect()
	if end != "" {
		return end, nil
	}
	return "", fmt.Errorf("the stream cannot be followed any longer: %w", err)
}

func answer(response *http.Response, err error) (map[string]any, error) {
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= 300 {
		return nil, fmt.Errorf("%s answered %s: %s", response.Request.URL, response.Status, text)
	}
	body := map[string]any{}
	return body, json.Unmarshal(text, &body)
}

func tell(kind string, details fields) {
	details["kind"] = kind
	line, err := json.Marshal(details)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(line))
}
